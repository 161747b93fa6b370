// title: Caesar cipher and its inverse
// check: result == "Khoor, Zruog!"
// check: Shift(result, -3) == "Hello, World!"
//--- broken
string Shift(string text, int by)
{
    var letters = new List<char>();
    foreach (char c in text)
    {
        if (!char.IsLetter(c)
        {
            letters.Add(c);
            continue;
        }
        char first = char.IsUpper(c) ? 'A' : 'a';
        int position = ((c - first + by) % 25 + 26) % 26;
        letters.Add(first + position);
    }
    return new string(letters.ToArray());
}

string result = Shift("Hello, World!", 3);
//--- fixed
string Shift(string text, int by)
{
    var letters = new List<char>();
    foreach (char c in text)
    {
        if (!char.IsLetter(c))
        {
            letters.Add(c);
            continue;
        }
        char first = char.IsUpper(c) ? 'A' : 'a';
        int position = ((c - first + by) % 26 + 26) % 26;
        letters.Add((char)(first + position));
    }
    return new string(letters.ToArray());
}

string result = Shift("Hello, World!", 3);
