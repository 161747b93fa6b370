// title: Running fourth-largest distinct reading
// check: result.Count == 10
// check: result[3] == 0 && result[4] == 3
// check: result[^1] == 11
// check: result.Zip(result.Skip(1)).All(p => p.First <= p.Second)
//--- broken
// Keep the k largest distinct readings; report the smallest of them as they stream in.
int[] stream = { 7, 3, 11, 3, 15, 9, 15, 20, 12, 11 };
int k = 4;

var kept = new Sorted<int>();
var result = new Liste<int>();

foreach (int reading in stream)
{
    kept.Add(reading);
    if (kept.Count > k) kept.Remove(kept.Min);
    result.Add(kept.Count < k ? 0 : kept.Min);
}
//--- fixed
// Keep the k largest distinct readings; report the smallest of them as they stream in.
int[] stream = { 7, 3, 11, 3, 15, 9, 15, 20, 12, 11 };
int k = 4;

var kept = new SortedSet<int>();
var result = new List<int>();

foreach (int reading in stream)
{
    kept.Add(reading);
    if (kept.Count > k) kept.Remove(kept.Min);
    result.Add(kept.Count < k ? 0 : kept.Min);
}
