import { conceptOf, stemOf } from './concept.ts';

/*
 * Words that a paraphrase puts for one another without saying quite the same: opposites among them ("lost",
 * "kept"), since what is denied is judged by a gate of its own. A word may stand in several groups.
 */
const GROUPS = `
about roughly approximately | absence leave missing | accelerate speed | access enter reach use
accident crash incident collision | accommodation lodging housing | account profile | accuse charge
actor star cast perform | add plus include extra | admission entry entrance | admit confess let
advise recommend counsel | again another repeat further re once | against oppose
age old year adult minor young | agenda plan
agree consent accept approve permission allow approval agreement authorise | aim goal purpose
air ventilate breath | alarm alert warning | all every each everybody everyone everything
allow permit can may possible able | alone only sole himself self own | alternative instead other option
altitude height | ambulance emergency | amend change | ancient old | angry anger | animal pet dog cat
announce declare publish | answer reply respond pick | any every whichever whatever | app application software
appeal challenge contest | appendix annex schedule | apply valid effective hold force | apprentice trainee
arrive come reach get | artist art paint | ask request demand want wish seek claim | assessment evaluate judge
assist steward attendant usher | association society organisation union | attach fix fasten join
attack assault | attend participate join part visit present presence | auction bid | audience viewer spectator
audit check inspect review | available obtain get accessible offer ready | average mean typical
award prize honour | baby infant newborn | bag pack | bank account | bankrupt insolvent | bargain deal
battery power charge | begin start open launch found first | behind rear | believe think | bend bent fold
benefit advantage | bid offer | big large size | bigger larger higher longer greater | bind tie oblige
bird fly | blame fault guilty liable | blind sight | blood bleed | body physical | bomb explode
bonus extra premium | book reserve order hire | book volume read | border edge boundary | born birth native
borrow lend loan | boss manager head chief | both each two either | bottom lower base | box case container
brake stop | breach leak incident | break breach violate infringe damage crack | break pause rest
break snap crack fracture burst | bridge cross | bright light | bring take fetch | brother sister sibling
build construct make | business trade company commercial | button press key | buy purchase order get
buyer purchaser customer | calendar date | call name title term label | call phone ring telephone
cancel withdraw annul call | captain commander | captive prisoner | care look tend nurse
carry transport take bring convey move haul | cast actor | cause lead make due | cell cellular | certain sure
certificate document proof papers | champion winner | chance opportunity possibility
change convert alter different become modify | chapter section | charge load power | chart graph
chase pursue follow | cheap inexpensive low | cheat fraud | check inspect test control look verify | child seat
choice option choose | choose pick select option elect | cinema theatre film | citizen national resident
city urban town | claim demand | clean wash dirty | clear plain obvious | click press | clock time run
close shut lock end | club member association | code password number | cold freeze ice winter cool temperature
colleague coworker staff | collect pick fetch gather | collide crash hit | colour paint | column row table
combine add together join stack merge both cumulative | come arrive turn | comedy funny humour
commercial business trade | company business firm corporation enterprise | compete competition
complain complaint object objection | complete finish end done full | computer machine
condition term provided state | conduct carry perform run do execute handle | confess admit
conflict war disagree | consider think regard examine | constant always | contact reach call write
contain hold include | contest challenge dispute competition | control check manage | cook kitchen
copy duplicate reproduce | correct right fix amend | count number total | counter desk
country land nation state abroad | court judge tribunal | cousin relative | crack split | crash accident collide
create make build form | credit refund voucher bonus reward | crew staff team | crime criminal offence
cross through | current present existing | customer buyer client purchaser | customers support | cut divide
danger hazard risk endanger unsafe safety threat peril | dark black | data information details | date day
day daily date | deadline due limit | deal agreement bargain | debt owe | decide choose determine settle
deep depth | defeat beat lose | defer postpone | delay postpone | delete remove erase destroy
deliver bring hand | deny refuse | depend rely | deposit security | desk counter office | destination goal
destroy ruin demolish delete | detective investigator sleuth | device equipment machine appliance unit
die death dead pass late killed kill | different other differ separate distinct | difficult hard problem
direct make shoot film | dirty dust soil | disable deactivate disconnect | disagree differ dispute conflict
discount reduction rebate cheaper lower | dismiss sack terminate | dispute conflict disagree
distance far length kilometre | divorce separate marriage | doctor medical physician | door gate entrance
double twice twofold | doubt uncertain | down fall lower | down outage unavailable offline interruption
dozen twelve | draft version | drawback disadvantage | drawing sketch draw | dream sleep | drink beverage
drop fall reduce | dry drought | dub voice | due owe deadline | duty obligation task
early soon before advance prior ahead | easy simple | edition version issue | effect influence impact
elderly old senior | electric power electricity | emergency urgent danger | employ work hire job
employer employee | empty blank vacant | encrypt secure | enemy opponent | enough sufficient adequate
enter entry admit access | episode part instalment | equal same share evenly | escape flee run
estimate guess approximate | evaluate assess judge | evening night | event occasion happening | evidence proof
exact precise | exam test assessment | exceed more above longer beyond | exception except exempt unless
excess surplus | exclude without omit except | exempt exception free | expect anticipate await
expensive costly dear | expert specialist professional | expire end run lapse | explain describe say reason tell
explode explosion blast | export abroad | extend prolong longer renew
fail fault break defect malfunction outage failure trouble error | fake false forge counterfeit
fall drop decline | false fake untrue | family relative relation household | far distance distant
father mother parent | fear afraid scare frighten | ferry ship | fetch collect pick bring
few some several handful | fight battle war | file document | fill full | film movie picture feature cinema
fine penalty punish sanction fee | finish end complete wrap | finished past above exceed | fire burn flame
fire dismiss sack | fit suit match install mount | fix attach fasten
fix repair mend right rectify correct solve resolve cure | flat apartment home | flee escape | flight fly
flood water | follow accompany pursue trace track | following after subsequent | food eat meal | foot leg walk
forbid ban prohibit bar disallow | foreign abroad international | forget remember | form document sheet
fortnight week | found establish set create start form | fraud deceive cheat
free cost nothing charge gratis complimentary unpaid | frequent often | friend acquaintance companion guest
frighten scare fear | front before | fuel petrol gas | full complete | fund finance money | game match play
gas fuel | gather collect | gene genetic | general overall usual | get receive obtain become
ghost spirit haunt | give grant award hand lend pass confer | goal aim target
goods item product article merchandise | govern government rule | government state minister | grade mark class
grandmother grandfather grandparent | grief mourn sad | group team party | grow increase more raise rise
guarantee promise warranty assure | guard warden keeper | guardian parent | guess estimate | guest visitor visit
gun shoot weapon | half halve halved fifty | hand arm | hand deliver give | handover hand deliver | hang suspend
happen occur place take event | harbour port dock | hard difficult
harm hurt damage harmless danger injure injury risk | hate dislike | heading title | hearing court
heat warm hot temperature | heavy weigh weight | help assist support aid | hide secret conceal
high height tall | high large big great most maximum more | hit strike beat
hold keep retain store have possess carry | holiday christmas easter | honest truth | hope expect | horse rider
hospital clinic | hotel lodging accommodation | hour sixty clock
house home flat building dwelling apartment premises | hungry hunger
icon symbol light lamp sign indicator display | idea thought concept | identify recognise tell
identity identify name | ill sick disease unwell illness medical | immediately once instant at directly straight
immigrant migrant | import abroad foreign | incident event accident | include with contain among cover part
income earn salary revenue | individual single person each separate | information detail inform
inherit heir estate | injure hurt wound | innocent guilt | inside within interior | inspector examiner auditor
install fit set mount | instant immediate | instead rather replace | insurance insure cover policy
intend deliberate purpose wilful intentional knowingly mean | invest investment
investigate examine inquiry investigation look research probe | invoice bill receipt
issue publish release give | item thing product article | join enter enrol become sign
judge decide rule assess | key lock | kill die murder death | king queen royal | know aware
lack miss absent without | land ground plot estate | landlord owner lessor | language speak word | lapse expire
last final end | late delay after later overdue belated | laugh funny comedy | law statute act legal rule
lay put | lead head run guide | learn find know discover told hear informed aware tell | leave absence holiday
leave quit exit depart resign | leave vacate move | left right | leftover remaining rest
letter mail post envelope | liable responsible pay answer | license licence permit permission | lie false untrue
life living lifetime | lift raise | light lamp lit glow shine flash | light weigh | like wish please choose want
limit restrict bound cap confine maximum ceiling | link connect | list register catalogue record
live alive living | live home reside dwell | loan lend borrow credit | lock key secure
long length duration lasting | look search seek find hunt | loose tight slack
lose miss gone disappear vanish mislay | love romance affair | low small little few least minimum less
luck chance | luggage baggage bag | luxury expensive | machine device | mail email message write contact
make produce build manufacture | maker manufacturer producer | man woman person | manager lead manage
many several number lot | map chart plan | mark grade score rating sign | market sell | marriage wedding married
match fit correspond | maternity mother birth | measure gauge meter | medicine drug medication | member join
member part | membership member subscription | middle centre | military army | mind think | minister government
mislead deceive | miss absent missing lack lost | modern new | moment time instant point
money sum amount price fee payment cash | monitor screen watch | month monthly | morning dawn early
mortgage loan | most majority mainly | motor engine drive | move relocate shift transfer | murder kill killer
music song concert band orchestra | must have oblige duty compulsory mandatory obligatory required need
mystery puzzle detective | name title call known | narrator voice tell | narrow wide | native local | near close
nearby local neighbour | need require demand | need want must | neighbour resident adjacent
new first beginner fresh recent latest | news report | night evening dark | nobody none anyone
noise loud sound | noon midday | normal regular usual | notice announce warn
notice spot observe aware detect realise see | novel book | now currently present today moment
number figure count | object oppose objection against | offence crime violation | offer propose provide
office desk bureau | offline disconnect network | often frequent regular usual | oil fuel | oil lubricate grease
old former past earlier previous age ago | one single sole alone
online network connection connect signal internet reception offline web | open unlock start unfold
option choice alternative | origin source come | original first | orphan parent | outside external
overtime extra work hour | owe owed outstanding due unpaid debt arrears remaining
own belong yours mine property possession owner ownership possess | pack package box | page site sheet
paint picture painting | pair two couple | paper document sheet | paragraph section | parcel package shipment
park garden | park parking | part component piece | particular specific certain individual | party side
pass ticket | passenger rider traveller | passport identity document | password code secret
pause break interrupt stop | pavement sidewalk footpath
pay debit charge take money payout payment settle bear borne owe cover meet spend | peace truce
pension retire retirement | percent share | performance show play | period term span stretch length duration
period time | permanent lasting | permit licence permission allow | person people human individual
personal private individual own | pet animal dog | pick collect choose | picture image photo photograph
piece part item | pilot fly | place location spot site where | plan intend project
plan tariff package subscription | plane flight fly | plant grow tree | play act perform star appear role
play game | poem poetry poet | poet poem | point moment | police officer | polish clean | poor poverty
postpone delay defer | power electricity energy electric | precedence priority prevail win
pregnant maternity birth | premiere debut first | prepare ready | press media newspaper | press push button
prevail win precedence | previous before last earlier | print paper | priority precedence first | prison captive
prison jail | private personal | problem difficulty issue trouble | profit gain earnings
program programme software | project plan | prolong extend | promise guarantee assure commit
propose suggest offer | protect guard shield cover defend protection
prove show demonstrate evidence proof document | provide supply give | public open everyone general
publish issue release print | pull draw | purpose aim use | push press | put place set lay | quarter three
quick fast speed soon | quiet silent silence | quote estimate | rain wet water | raise lift increase
rare uncommon seldom | rate score mark rating | rate speed | rating rate score mark age suitable | read text
ready prepared | real authentic genuine | reason ground cause why because | receipt proof invoice
receive get obtain reach | recent last new | recommend suggest advise | record best
record data information file | record note log entry write | recruit hire | redundant dismiss
refuse reject decline deny turn denied | release launch publish free | rely depend trust | remember recall
remove take delete detach | renew extend prolong continue | replace new instead substitute | report tell news
rescue save | responsible charge duty | rest remainder remaining | restart reboot reset start
result outcome effect consequence lead | resume continue restart | retire pension former | retired former
return give send bring | return restore again | reverse undo opposite | rich wealth wealthy
ride travel drive journey carry transport | right entitle claim | rise raise increase | risk danger chance
road street way path route track | romance love | room space chamber | rotate turn spin | rough approximate
route way road path | rule regulation requirement condition term | run jog | run manage operate lead
rust corrosion | sad grief sorrow | safe secure security protect protected safety
salary wage pay remuneration income earnings earn | same equal identical alike | sample example specimen
save rescue keep | scale size | scarce rare | schedule timetable plan | school pupil student teach education
science scientific scientist | score mark point rating | scratch mark | screen cinema monitor show
script screenplay write | seal wax stamp | search chase | search seek look | season spring summer autumn winter
secret confidential private hidden | secret mystery | section chapter part | seldom rare | sell buy trade
seller vendor trader supplier | send transmit forward | senior old elder | sequel follow
series show programme season episode | serve provide | service serve | set put place | settle pay resolve
shallow depth | share divide split part portion | shift work hour | ship boat vessel | shoot fire gun
shop store retailer | short brief | shortage lack | show display appear visible screen indicate signal see
shrink reduce less lower decrease drop fall | side party each | sight see view | sign signature subscribe signed
simple plain easy | sing voice choir | sit seat | size large dimension measure | sketch drawing | sleep bed
slope gradient incline steep hill | slow delay | slow speed | smoke fire | software app program
soldier army military | son daughter child | song sing music | sound noise audio hear | soundtrack music sound
source origin | space area place room | spare replacement part | speak talk say language word
special particular exceptional | speed velocity fast | staff crew personnel team | stage theatre
stamp seal postage | stand upright | stay remain keep still continue leave carry persist last lit
steer turn handle | stock available supply | stock share | stop halt pause interrupt freeze suspend end
stop station | store depot warehouse | storm weather | street road | strike stoppage | strong power robust
student pupil learner | study research paper | subscription subscribe plan | subsidy grant fund
subtitle caption | suffer endure | suggest recommend propose | suit fit | summary short | sun light
supply provide | support help | surplus excess extra | surprise unexpected | survey poll study
survive live outlive | suspect suspicion | swap exchange replace trade change | swear oath
switch turn activate enable toggle | take remove | talk conversation speak discuss | task job work
tax duty levy | tax revenue | teach school educate | team club group | tear rip
teenager youth young adolescent | tell story narrate follow recount plot about | temperature degree heat
temporary interim | tenant renter lessee resident | term period duration | test trial try | testament will
text word write | theatre stage cinema | thief steal rob stolen theft burglary | think believe opinion consider
third three | thirst thirsty | throw toss | ticket pass admission | tie bind | tighten loose | time moment
timetable schedule | tired weary | tool equipment instrument | top upper highest above | tourist visitor holiday
tow pull | town city village municipal | track path trail | trader seller dealer business | traffic road
train course lesson session instruct class instruction practise training | train rail railway
translate language | traveller passenger tourist | tree wood forest | trial court hearing
true real genuine actual fact | trust rely | truth true | try attempt test | turn rotate | uncertain unclear
uncle aunt relative | under below less beneath | undo reverse revert cancel | unit piece | university college
update upgrade new version | urgent immediate emergency | use apply employ | user account
usual normal standard ordinary typical | vacancy job post | valid effective apply | valid expire
version edition release | visible see seen | visit call see | visitor guest | voluntary optional choice
vote elect election | wage salary pay | wait delay queue | wake awake | walk foot stroll
want wish like desire prefer intend | war battle | warehouse depot storage | warn caution warning notice notify
warranty guarantee | wash clean | watch view see look screen stream | water sea lake river | weak feeble
weapon gun arm | weather climate | website site page online | week weekly seven | weekend saturday sunday
weigh scale | wet damp moist water | wheel tyre | whole all entire full complete total | wide width broad
widow husband wife | wife husband spouse married marry | win prize award victory | wind air
withdraw revoke cancel pull retract take | without lack no minus | witness testify | wood timber | word term
work function operate run job | worker staff employee labour | write written writing letter mail paper document
year annual yearly annually twelve | young child kid minor youth junior
`;

const RELATED = new Map<string, Set<string>>();
for (const group of GROUPS.split(/[|\n]/)) {
  const words = group.trim().split(/\s+/);
  const concepts = words.map((word) => conceptOf({ word, term: stemOf(word) }));
  for (const concept of concepts) {
    const related = RELATED.get(concept) ?? new Set();
    for (const other of concepts) if (other !== concept) related.add(other);
    RELATED.set(concept, related);
  }
}

/** The concepts that a paraphrase may put for one; empty for most. */
export function relatedTo(concept: string): readonly string[] {
  return [...(RELATED.get(concept) ?? [])];
}
