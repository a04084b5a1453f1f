/*
 * Everyday words that say the same where rules, services and events are told: one sense a line, each word in
 * one line only. Wide on purpose: this is for coverage, which asks whether a claim speaks of the same
 * things; what numbers, names and denials say is judged by gates of their own.
 */
export const SYNONYMS = `
buy purchase order acquire
get receive obtain gain earn collect
begin start commence launch onset opening
end finish stop cease terminate conclude expire lapse quit leave halt
cancel annul revoke rescind
ask request enquire inquire apply application enquiry query
tell inform notify notification advise alert announce announcement hear warn warning message
appear present visible display
help assist support aid
repair fix mend
send ship dispatch deliver delivery post mail shipment bring
pay payment settle contribute remit spend
price cost fee charge rate tariff expense bill
refund reimburse reimbursement repay repayment
replace swap exchange substitute substitution switch
change modify amend alter edit update adjust revise amendment vary shift differ different difference
keep retain store preserve save stay remain
delete remove erase wipe discard dispose
make create build produce construct production
give provide supply offer grant hand provision
allow permit let authorise authorize permission entitle
choose select pick opt choice selection
check verify inspect examine review inspection test
quick fast rapid prompt speedy immediate instant straightaway
big large great
small little tiny
child kid
bicycle bike cycle
car vehicle
staff employee worker personnel
company firm organisation organization enterprise
shop retailer
website site webpage
contract agreement
rule policy regulation
harm damage break broken defective
lose loss lost missing
steal theft thief stolen
insure insurance cover coverage
happen occur
live reside residence
yearly annual year annually
monthly month
weekly week
daily day
correct right accurate
mistake error fault
problem issue trouble
total sum overall altogether
part portion share piece
main primary principal
extra additional further supplementary another
enough sufficient suffice
free complimentary gratis
full entire whole complete
register registration enrol enroll signup
login signin
press push tap click
state say specify define explain describe declare statement
publish release publication
birth born
die death dead
write author writing
found founder establish
lead head chief
own belong property owner
work job
weigh weight heavy
length long
width wide
height high tall
depth deep
heat hot warm
cold cool
approve approval accept consent
need require requirement necessary
use utilise utilize usage
drive ride
trip journey travel
house home household
money cash
rent hire rental lease
lend loan borrow
rubbish waste trash garbage
close shut
enter entry admission access
try attempt
block lock locked suspend pause
customer client
member membership
subscriber subscription
teach class lesson teacher
film movie picture
watch view look viewing
parent mother father
answer reply respond response
meet meeting
area region zone
size measure
count quantity
limit cap maximum ceiling
reduce lower decrease cut deduct reduction shrink drop fall
increase raise rise grow
twice double
connect connection online
spread divide split
reason cause
decide decision determine
prove proof evidence
place location spot
separate alone apart
appointment booking reserve reservation book
confirm confirmation
report complaint complain
attach enclose
include comprise contain consist inclusive
lawyer solicitor counsel
landlord lessor
law legal statute
supplier vendor
breach violate violation infringe infringement
liable liability responsible responsibility
holiday vacation
ill sick illness sickness
dismiss dismissal
record recording tape
story tale plot
example instance
sell sale sold
only sole single just
several multiple
near nearby
later afterwards subsequent following next
prior previous earlier beforehand advance
last final
phone telephone
authority office
instalment installment
every each
ireland irish
britain british
england english
scotland scottish
wales welsh
france french
germany german
netherlands dutch holland
spain spanish
poland polish
denmark danish
sweden swedish
finland finnish
norway norwegian
iceland icelandic
greece greek
turkey turkish
china chinese
japan japanese
switzerland swiss
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));
