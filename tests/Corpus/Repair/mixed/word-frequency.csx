// title: Most frequent words of a text
// check: result.Length == 2
// check: result[0] == "the:4"
//--- broken
string text = "The cat saw the dog; the dog saw a bird. The end";

var counts = new Dictionary<string, int>();
foreach (Match m in Regex.Matches(text.ToLowr(), "[a-z]+"))
{
    counts[m.Value] = counts[m.Value] + 1;
}

string[] result = counts
    .OrderByDescending(p => p.Value)
    .ThenBy(p => p.Key, StringComparer.Ordinal)
    .Take(2)
    .Select(p => $"{p.Key}:{p.Value}")
    .ToArray();
//--- fixed
using System.Text.RegularExpressions;

string text = "The cat saw the dog; the dog saw a bird. The end";

var counts = new Dictionary<string, int>();
foreach (Match m in Regex.Matches(text.ToLowerInvariant(), "[a-z]+"))
{
    counts[m.Value] = counts.GetValueOrDefault(m.Value) + 1;
}

string[] result = counts
    .OrderByDescending(p => p.Value)
    .ThenBy(p => p.Key, StringComparer.Ordinal)
    .Take(2)
    .Select(p => $"{p.Key}:{p.Value}")
    .ToArray();
