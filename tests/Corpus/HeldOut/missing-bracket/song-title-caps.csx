// title: Capitalise the first letter of every word of a song title except the small words
// check: result.Split(' ').Length == 8
// check: result.StartsWith("The Ballad of")
// check: result.EndsWith("in the Rain")
//--- broken
string title = "the ballad of a cat in the rain";
var small = new HashSet<string> { "a", "of", "in", "the" };

string[] words = title.Split(' ');
for (int i = 0; i < words.Length; i++)
{
    if (i == 0 || !small.Contains(words[i]))
    {
        string w = words[i];
        words[i] = char.ToUpper(w[0]) + w.Substring(1);
    }


string result = string.Join(" ", words);
//--- fixed
string title = "the ballad of a cat in the rain";
var small = new HashSet<string> { "a", "of", "in", "the" };

string[] words = title.Split(' ');
for (int i = 0; i < words.Length; i++)
{
    if (i == 0 || !small.Contains(words[i]))
    {
        string w = words[i];
        words[i] = char.ToUpper(w[0]) + w.Substring(1);
    }
}

string result = string.Join(" ", words);
