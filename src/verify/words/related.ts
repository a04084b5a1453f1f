import { conceptOf } from './concept.ts';
import { analyse } from '../../core/analyse.ts';

/*
 * Words that a paraphrase puts for one another without saying quite the same: opposites among them ("lost",
 * "kept"), since what is denied is judged by a gate of its own. A word may stand in several lines.
 */
const LINES = `
open unlock start unfold
close shut lock end
lose miss gone disappear vanish mislay
stay remain keep still continue leave carry persist last lit
stop halt pause interrupt freeze suspend end
switch turn activate enable toggle on
off disable deactivate disconnect
online network connection connect signal internet reception offline web
offline disconnect network
friend acquaintance companion guest
give grant award hand lend pass confer
hold keep retain store have possess carry
own belong yours mine property possession owner ownership possess
pay debit charge take money payout payment settle bear borne owe cover meet spend
free cost nothing charge gratis complimentary unpaid
money sum amount price fee payment cash
owe owed outstanding due unpaid debt arrears remaining
credit refund voucher bonus reward
discount reduction rebate cheaper off lower
combine add together join stack merge both cumulative
high large big great most maximum more
low small little few least minimum less
shrink reduce less lower decrease drop fall
grow increase more raise rise
bigger larger higher longer greater
warn caution warning notice notify
intend deliberate purpose wilful intentional knowingly mean
half halve halved fifty
double twice twofold
limit restrict bound cap confine maximum ceiling
break breach violate infringe damage crack
break snap crack fracture burst
learn find know discover told hear informed aware tell
investigate examine inquiry investigation look research probe
conduct carry perform run do execute handle
work function operate run job
fail fault break defect malfunction outage failure trouble error
down outage unavailable offline interruption
fix repair mend right rectify correct solve resolve cure
harm hurt damage harmless danger injure injury risk
danger hazard risk endanger unsafe safety threat peril
safe secure security protect protected safety
protect guard shield cover defend protection
attend participate join part visit present presence
train course lesson session instruct class instruction practise training
new first beginner fresh recent latest
old former past earlier previous age ago
age old year adult minor young
young child kid minor youth junior
early soon before advance prior ahead
late delay after later overdue belated
wait delay queue
again another repeat further re once
restart reboot reset start
icon symbol light lamp sign indicator display
show display appear visible screen indicate signal see
light lamp lit glow shine flash lit
ride travel drive journey carry transport
carry transport take bring convey move haul
move relocate shift transfer go
leave quit exit depart go resign
leave vacate move
arrive come reach get
come go arrive turn up
join enter enrol become sign
sign signature subscribe signed
write written writing letter mail paper document
letter mail post envelope
mail email message write contact
call phone ring telephone
call name title term label
name title call known
contact reach call write
answer reply respond pick
ask request demand want wish seek claim
want wish like desire prefer intend
like wish please choose want
agree consent accept approve permission allow approval agreement authorise
allow permit can may possible able
refuse reject decline deny turn denied
forbid ban prohibit bar disallow
must have oblige duty compulsory mandatory obligatory required need
voluntary optional choice
enough sufficient adequate
help assist support aid
care look tend nurse
watch view see look screen stream
look search seek find hunt
search seek look
film movie picture feature cinema
series show programme season episode
episode part instalment
play act perform star appear role
actor star cast perform
direct make shoot film
tell story narrate follow recount plot about
follow accompany pursue trace track
book reserve order hire
book volume read
return back give send bring
back return restore again
swap exchange replace trade change
change convert alter different become modify
different other differ separate distinct
same equal identical alike
equal same share evenly
share divide split part portion
whole all entire full complete total
complete finish end done full
finish end over complete wrap
over finished past above exceed
exceed more above over longer beyond
under below less beneath
need require demand
need want must
house home flat building dwelling apartment premises
flat apartment home
room space chamber
space area place room
place location spot site where
town city village municipal
city urban town
country land nation state abroad
land ground plot estate
border edge boundary
side party each
both each two either
one single sole alone
alone only sole by himself self own
all every each everybody everyone everything
any every whichever whatever
nobody none anyone
few some several handful
many several number lot
most majority mainly
law statute act legal rule
rule regulation requirement condition term
condition term provided state
court judge tribunal
judge decide rule assess
decide choose determine settle
choose pick select option elect
fine penalty punish sanction fee
prison jail
police officer
thief steal rob stolen theft burglary
lie false untrue
true real genuine actual fact
real authentic genuine
prove show demonstrate evidence proof document
certificate document proof papers
paper document sheet
form document sheet
list register catalogue record
record note log entry write
record data information file
data information details
information detail inform
explain describe say reason tell
reason ground cause why because
result outcome effect consequence lead
cause lead make due
effect influence impact
happen occur place take event
event occasion happening
begin start open launch found first
found establish set create start form
create make build form
build construct make
make produce build manufacture
maker manufacturer producer
sell buy trade
buy purchase order get
shop store retailer
market sell
goods item product article merchandise
item thing product article
parcel package shipment
ship boat vessel
boat vessel ship
harbour port dock
water sea lake river
rain wet water
wet damp moist water
dry drought
fire burn flame
heat warm hot temperature
cold freeze ice winter cool temperature
temperature degree heat
weather climate
air ventilate breath
wind air
sun light
night evening dark
evening night
morning dawn early
noon midday
day daily date
week weekly seven
fortnight week
month monthly
year annual yearly annually twelve
season spring summer autumn winter
weekend saturday sunday
holiday christmas easter
period term span stretch length duration
term period duration
long length duration lasting
last final end
next following after subsequent
now currently present today moment
immediately once instant at directly straight
quick fast speed soon
slow delay
often frequent regular usual
usual normal standard ordinary typical
normal regular usual
special particular exceptional
particular specific certain individual
individual single person each separate
person people human individual
man woman person
father mother parent
son daughter child
brother sister sibling
wife husband spouse married marry
widow husband wife
family relative relation household
die death dead pass late killed kill
kill die murder death
born birth native
live home reside dwell
live alive living
life living lifetime
ill sick disease unwell illness medical
doctor medical physician
medicine drug medication
hospital clinic
blood bleed
cell cellular
gene genetic
body physical
hand arm
foot leg walk
walk foot stroll
run jog
sit seat
stand upright
child seat
animal pet dog cat
pet animal dog
horse rider
bird fly
plant grow tree
tree wood forest
wood timber
food eat meal
eat food meal
drink beverage
cook kitchen
school pupil student teach education
teach school educate
student pupil learner
study research paper
university college
science scientific scientist
artist art paint
paint picture painting
picture image photo photograph
photo photograph picture image
music song concert band orchestra
song sing music
sing voice choir
sound noise audio hear
noise loud sound
quiet silent silence
speak talk say language word
talk conversation speak discuss
language speak word
translate language
word term
read text
text word write
print paper
copy duplicate reproduce
original first
number figure count
count number total
add plus include extra
include with contain among cover part
exclude without omit except out
without lack no minus
lack miss absent without
miss absent missing lack lost
empty blank vacant
full complete
fill full
contain hold include
box case container
bag pack
pack package box
battery power charge
charge load power
power electricity energy electric
electric power electricity
motor engine drive
machine device
device equipment machine appliance unit
tool equipment instrument
part component piece
wheel tyre
brake stop
key lock
lock key secure
door gate entrance
enter entry admit access in
access enter reach use
use apply employ
employ work hire job
employer employee
worker staff employee labour
boss manager head chief
manager lead manage
lead head run guide
run manage operate lead
control check manage
check inspect test control look verify
test trial try
trial test try
try attempt test
win prize award victory
award prize honour
play game
game match play
team club group
group team party
club member association
association society organisation union
company business firm corporation enterprise
business trade company commercial
commercial business trade
private personal
personal private individual own
public open everyone general
general overall usual
secret confidential private hidden
hide secret conceal
clear plain obvious
visible see seen
blind sight
sight see view
mind think
think believe opinion consider
consider think regard examine
believe think
know aware
forget remember
remember recall
hope expect
expect anticipate await
plan intend project
project plan
idea thought concept
problem difficulty issue trouble
difficult hard problem
easy simple
simple plain easy
hard difficult
strong power robust
weak feeble
heavy weigh weight
light weigh
big large size
size large dimension measure
wide width broad
narrow wide
high height tall
top upper highest above
bottom lower base
up rise raise increase
down fall lower
raise lift up increase
lift raise
fall drop decline
drop fall reduce
near close by next
far distance distant away
distance far length kilometre
away off gone
inside within in interior
outside out external
front before
behind rear back
left right
middle centre
centre middle
cross over through
road street way path route track
street road
route way road path
track path trail
traffic road
stop station
train rail railway
plane flight fly
flight fly
ticket pass admission
pass ticket
admission entry entrance
guest visitor visit
visit call see go
visitor guest
customer buyer client purchaser
buyer purchaser customer
seller vendor trader supplier
trader seller dealer business
tenant renter lessee resident
landlord owner lessor
borrow lend loan
loan lend borrow credit
bank account
account profile
user account
member join
membership member subscription
subscription subscribe plan
plan tariff package subscription
offer propose provide
propose suggest offer
suggest recommend propose
recommend suggest advise
advise recommend counsel
promise guarantee assure commit
guarantee promise warranty assure
warranty guarantee
insurance insure cover policy
deposit security
security deposit
tax duty levy
duty obligation task
task job work
right entitle claim
entitle right claim
claim demand
complain complaint object objection
object oppose objection against
against oppose
oppose against
fight battle war
war battle
attack assault
enemy opponent
peace truce
king queen royal
govern government rule
government state minister
minister government
vote elect election
election vote elect
party side
member part
press media newspaper
news report
report tell news
announce declare publish
publish issue release print
issue publish release give
release launch publish free
withdraw revoke cancel pull back retract take
cancel withdraw annul call
undo reverse revert cancel back
reverse undo opposite
delete remove erase destroy
destroy ruin demolish delete
remove take out away delete detach
take remove
put place set lay
set put place
lay put
fix attach fasten
attach fix fasten join
tie bind
bind tie oblige
cut divide
tear rip
throw toss
push press
pull draw
press push button
button press key
click press
turn rotate
rotate turn spin
hang suspend
fit suit match install mount
suit fit
match fit correspond
install fit set mount
update upgrade new version
version edition release
edition version issue
software app program
app application software
program programme software
computer machine
website site page online
page site sheet
link connect
file document
send transmit forward
receive get obtain reach
get receive obtain become
collect pick fetch gather
fetch collect pick bring
pick collect choose
gather collect
bring take fetch
deliver bring hand
hand deliver give
handover hand deliver
store depot warehouse
warehouse depot storage
stock available supply
available obtain get accessible offer ready
ready prepared
prepare ready
supply provide
provide supply give
serve provide
service serve
customers support
support back help
desk counter office
office desk bureau
counter desk
staff crew personnel team
crew staff team
suffer endure
blame fault guilty liable
liable responsible pay answer
responsible charge duty
replace new instead substitute
instead rather replace
alternative instead other option
option choice alternative
choice option choose
exception except exempt unless
exempt exception free
apply valid effective hold force
valid effective apply
expire end run lapse over
lapse expire
renew extend prolong continue
extend prolong longer renew
prolong extend
short brief
brief short
summary short
exact precise
precise exact
about roughly approximately
rough approximate
average mean typical
rate speed
percent share
share percent
unit piece
piece part item
pair two couple
couple pair two
third three
quarter three
dozen twelve
hour sixty clock
clock time run
time moment
moment time instant point
point moment
date day
deadline due limit
due owe deadline
notice announce warn
period time
`;

const RELATED = new Map<string, Set<string>>();
for (const line of LINES.trim().split('\n')) {
  const keys = new Set(line.trim().split(/\s+/).map((word) => conceptOf({ word, term: analyse(word)[0] ?? word })));
  for (const key of keys) {
    const set = RELATED.get(key) ?? new Set();
    for (const other of keys) if (other !== key) set.add(other);
    RELATED.set(key, set);
  }
}

export function relatedTo(concept: string): readonly string[] {
  return [...(RELATED.get(concept) ?? [])];
}
