// title: Count the groups of three letters in a word
// check: result.Values.Sum() == 9
// check: result["ban"] == 1
// check: result["ana"] == 4
//--- broken
string word = "ananabanana";
int n = 3;

var result = new Dictionary<string, int>();
for (int i = 0; i < word.Length - n; i++)
{
    string gram = word.Substring(i, n);
    result.TryGetValue(gram, out int seen);
    result[gram] = seen + 1;
}
//--- fixed
string word = "ananabanana";
int n = 3;

var result = new Dictionary<string, int>();
for (int i = 0; i <= word.Length - n; i++)
{
    string gram = word.Substring(i, n);
    result.TryGetValue(gram, out int seen);
    result[gram] = seen + 1;
}
