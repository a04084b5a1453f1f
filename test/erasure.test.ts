import { describeAsked } from './erasure/asked.ts';
import { describeCanaries } from './erasure/canaries.ts';
import { describeGraph } from './erasure/graph.ts';
import { describeKilled } from './erasure/killed.ts';
import { describeLarge } from './erasure/large.ts';
import { describeMeanwhile } from './erasure/meanwhile.ts';
import { describeSearch } from './erasure/search.ts';
import { describeTwoStores } from './erasure/two-stores.ts';

/*
 * After erasing a document nothing of it is in any file of the data directory: shown by words that stand in
 * it alone, which a search finds before and does not find after.
 */

describeSearch();
describeCanaries();
describeAsked();
describeMeanwhile();
describeTwoStores();
describeLarge();
describeGraph();
describeKilled();
