// title: Count the letters of a sentence
// check: result['e'] == 3
// check: result.Values.Sum() == 35
// check: !result.ContainsKey(' ')
//--- broken
string text = "the quick brown fox jumps over the lazy dog";

var counts = new Dictonary<char, int>();
foreach (char ch in text)
{
    if (!char.IsLetter(ch)) continue;
    counts.TryGetValue(ch, out int seen);
    counts[chr] = seen + 1;
}

var result = counts;
//--- fixed
string text = "the quick brown fox jumps over the lazy dog";

var counts = new Dictionary<char, int>();
foreach (char ch in text)
{
    if (!char.IsLetter(ch)) continue;
    counts.TryGetValue(ch, out int seen);
    counts[ch] = seen + 1;
}

var result = counts;
