// title: Index of names by their initial
// check: result["A"].Count == 3
// check: result["B"].Count == 1
// check: result.Count == 3
//--- broken
string[] names = { "Ada", "Alan", "Barbara", "Claude", "Annie" };

var index = new Dictionary<string, List<string>>();
foreach (string name in names)
{
    string key = name.Substring(0, 1);
    if (!index.ContainsKey(key))
    {
        index[key] = null;
    }
    index[key].Add(name);
}

var result = index;
//--- fixed
string[] names = { "Ada", "Alan", "Barbara", "Claude", "Annie" };

var index = new Dictionary<string, List<string>>();
foreach (string name in names)
{
    string key = name.Substring(0, 1);
    if (!index.ContainsKey(key))
    {
        index[key] = new List<string>();
    }
    index[key].Add(name);
}

var result = index;
