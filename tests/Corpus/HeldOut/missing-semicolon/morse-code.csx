// title: Translate a word to Morse code
// check: result == "... --- -- --- ..."
//--- broken
var morse = new Dictionary<char, string>
{
    ['m'] = "--",
    ['o'] = "---",
    ['s'] = "...",
}

string word = "sOmos";
var signals = new List<string>();
foreach (char c in word.ToLowerInvariant())
{
    signals.Add(morse[c]);
}

string.Join(" ", signals)
//--- fixed
var morse = new Dictionary<char, string>
{
    ['m'] = "--",
    ['o'] = "---",
    ['s'] = "...",
};

string word = "sOmos";
var signals = new List<string>();
foreach (char c in word.ToLowerInvariant())
{
    signals.Add(morse[c]);
}

string.Join(" ", signals)
