/*
 * Words that any text may use. A paraphrase takes its own; what is invented needs others, most of all names of
 * things. Listed in their base form.
 */

/** Frames, quantities, relations: they say little by themselves. */
export const LIGHT = `
customer client user person people someone somebody anyone anybody something anything everything nothing
everybody everyone nobody none neither nor else other others another each every both either all any some few
several many much more most less least fewer whole half lot plenty enough only just even still already yet
also too either moreover further furthermore additionally besides however therefore thus hence otherwise
instead rather whereas while whilst although though despite unless except once upon apart former formerly cannot whether since because
whatever whichever whoever whenever wherever however regardless again always ever never often sometimes
usually normally generally typically mostly mainly largely exactly roughly approximately about around nearly
almost quite very really simply merely directly actually currently now today then there here later earlier
soon afterwards beforehand before after until during within without upto onwards yes no not please
unfortunately sure indeed thing way case time times amount sum number total figure type kind sort form item
part piece side end start beginning point moment date day period length level rate extent order place fact
matter respect regard term terms condition basis purpose result reason example question answer party policy
rule document source passage text guide article table row entry section clause page according accordingly regarding concerning
relating including included inclusive excluding plus per via versus same such similar different certain
particular specific single sole one two first second next following previous last final latest
minimum maximum limit possible available able need require required mean means say state mention specify
describe note explain list call name named make use take get give have provide offer apply set put keep let go
come do be become remain stay serve run follow happen occur begin stop finish include contain involve
comprise consist range vary count fall well as like want wish may might can could shall should will would must
minute cost price pay charge cent receive show tell see whose whom which that this these those whereby herein
round fully completely entirely altogether together overall already long short far near up down out off over
under above below back away new old full various respective respectively given based itself himself herself
themselves yourself yourselves ourselves oneself myself`;

/** Everyday verbs, adjectives and nouns without a thing of their own. */
export const COMMON = `
accept achieve act add adjust admit advance advise affect agree aim allow announce appear approach approve
arise arrange arrive ask assume attempt attend avoid base bear believe belong break bring build buy
calculate cancel carry cause cease change check choose claim clear close collect combine compare complete
concern confirm connect consider constitute continue contribute control convert correspond create cut deal
decide declare decrease define delay deliver demand deny depend deserve determine develop differ discover
discuss divide double draw drop due earn enable encourage ensure enter entitle equal establish evaluate exceed
exchange exclude exist expect expire express extend face fail feel figure fill find fit fix focus force found
gain grant grow handle hand hold hope identify ignore imagine impose improve increase indicate inform insist
instruct intend introduce invite issue join keep know lack lead learn leave lie lift look lose lower maintain
manage mark match meet miss move multiply notice notify object observe obtain open operate owe pass perform
permit pick plan plus point possess prefer prepare present prevent proceed produce prohibit promise propose
prove pull push qualify raise reach react read realise receive recognise recommend record reduce refer refuse
reject relate release rely remove repeat replace reply report represent request reserve resolve respond
restrict retain return reveal reverse rise roll satisfy save seek seem select sell send separate settle share
shift sign sit solve speak spend split spread stand stick submit suffer suggest suit supply support suppose
switch talk think throw touch transfer treat try turn understand undertake update wait warn watch win withdraw
wonder work worry write answer help live love play start visit
additional alternative automatic average bad basic best better big broad careful common complete considerable
correct current difficult direct early easy effective entire equal essential exact extra fair false fast final
fine free frequent general good great hard heavy high immediate important individual initial large late likely
little local low main major mere minor modest necessary normal obvious official ordinary original outstanding
partial permanent personal plain positive practical precise present previous primary prior private proper public
quick rare ready real reasonable recent regular relevant responsible right separate serious severe significant
simple slight slow small special standard strict strong subsequent successful sufficient suitable temporary top
true typical unable usual valid weak wide wrong young
ability access account action activity addition advantage age agreement aim area aspect attempt attention
balance benefit body capacity centre chance change character choice circumstance class combination comment
comparison consequence consideration content context control copy course criterion danger decision degree
demand detail difference difficulty direction duration duty effect effort element entry error event evidence
exception experience extension factor failure feature field focus future goal group half idea importance
impact increase influence information instance interest issue job knowledge lack line list loss majority
manner mass material maximum meaning measure member method mind mistake month name nature notice object
occasion opinion opportunity option outcome pair past pattern payment percentage permission plan position
possibility practice presence price priority problem procedure process progress proportion
proposal purchase quality quantity range reach reduction reference relation report request requirement
response responsibility rest restriction right risk role scale sense series set share sign situation size
space standard statement step structure subject success system task team thought topic total trouble unit
usage use value variety version view voice weight week word year world problem owner holder recipient`;
