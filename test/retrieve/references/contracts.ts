/* A supply agreement with two amendments, and what stands beside them; invented, and short. */

export const AGREEMENT = `# Supply Agreement, pumps and hoses

between Hollowell Pumps Ltd (the "Supplier") and the Fennick Water Board (the "Buyer").

## 1. Definitions

1.1 "Pumps" means the products P-10 and P-20.

1.2 "Working Day" means any day from Monday to Friday.

## 4. Orders

4.1 The Supplier accepts or declines an order within three Working Days. It gives its reasons in writing. A declined order may be placed again.

4.2 An order may be cancelled up to 28 days before the delivery date.

## 5. Delivery

5.1 Delivery times are counted from acceptance.

5.2 The delivery time for Pumps is 30 days.

5.3 Clause 5.2 does not apply to orders of more than forty Pumps.

## 8. Warranty

8.1 The warranty period for Pumps is 24 months, as stated in Schedule 2, Part A.

8.2 For spare parts it is six months.

## Schedule 2. Prices and periods

### Part A. Pumps

| Code | Product | Price |
| --- | --- | --- |
| P-10 | Garden pump | EUR 410 |
| P-20 | Harbour pump | EUR 980 |

### Part B. Hoses

| Code | Product | Price |
| --- | --- | --- |
| P-10 | Hose for the garden pump | EUR 35 |
`;

export const AMENDMENT_1 = `# Amendment No. 1 to the Supply Agreement

1.1 This Amendment changes the [Supply Agreement](agreement.md) of 2 May 2023 (the "Agreement").

## 2. Delivery

2.1 Clause 5.2 of the Agreement is replaced by the following:

> 5.2 The delivery time for Pumps is 21 days.

2.2 In clause 4.2, "28 days" is replaced by "14 days".

## 3. Prices

3.1 In Schedule 2, Part A, the row for P-20 is replaced:

| Code | Product | Price |
| --- | --- | --- |
| P-20 | Harbour pump | EUR 1,020 |

3.2 In clause 4.1 the second sentence is replaced by the following:

> It names its reasons by telephone.

## 5. Remaining provisions

5.1 Clause 2.1 of this Amendment applies to orders accepted after its signature.

5.2 Everything else stays as it is.
`;

export const AMENDMENT_2 = `# Amendment No. 2 to the Supply Agreement

1.1 This Amendment changes the [Supply Agreement](agreement.md) as it stands after [Amendment No. 1](amendment-1.md).

## 2. Delivery

2.1 Clause 5.2, as replaced by clause 2.1 of Amendment No. 1, is replaced by the following:

> 5.2 The delivery time for Pumps is 17 days.

## 3. Prices

3.1 The prices in Schedule 2, Part A, are replaced by the following:

| Code | Product | Price |
| --- | --- | --- |
| P-20 | Harbour pump | EUR 1,090 |
`;

/** Has clauses of the same numbers, and nothing to do with the others. */
export const LEASE = `# Lease of the pump house

## 5. Rent

5.1 The rent is paid on the first of the month.

5.2 The rent is EUR 900 a month, and delivery of the keys is on 1 March.
`;

/** Speaks of clauses, and overrides none. */
export const MINUTES = `# Minutes of the water board

The board discussed the [Supply Agreement](agreement.md). Clause 5.2 was read aloud, and nobody wished to change it.

Clause 4.2 applies to the order of last spring. The old pumps were replaced.
`;

export const HOURS = `# Opening hours

## Water desk

The water desk is open from 9:00 to 17:00. Meters are read on Mondays.

## Workshop

The workshop is open on Saturdays.
`;

export const NOTICE = `# Temporary notice: the water desk moves

The notice replaces one rule of our pages.

## 1. Hours

*Replaces what the page "Opening hours", section "Water desk", says about the hours of the desk.*

In August the desk is open from 10:00 to 14:00.
`;

export const REGULATIONS = {
  wells: `# Wells Regulation 2015

## Article 3 Depth

(1) A well may be 40 metres deep.

(2) The owner reports the depth within two weeks.
`,
  springs: `# Springs Regulation 2016

## Article 3 Flow

(1) A spring may give 40 metres of flow.
`,
  amending: `# Amending Regulation 2020

This Regulation amends the [Wells Regulation 2015](wells.md) and the [Springs Regulation 2016](springs.md).

## Part 2 Wells

### Article 4 Depth

(1) In Article 3(1) of the Regulation, for "40 metres" there is substituted "60 metres".

## Part 3 Springs

### Article 5 Flow

(1) In Article 3(1) of the Regulation, for "40 metres" there is substituted "25 metres".
`,
};
