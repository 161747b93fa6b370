// title: Roman numerals to integers
// check: result.Sum() == 6057
// check: result[0] == 4
//--- broken
int Digit(char c)
{
    switch (c)
    {
        case 'I': return 1;
        case 'V': return 5;
        case 'X': return 10;
        case 'L': return 50;
        case 'C': return 100;
        case 'D': return 500;
        case 'M': return 1000;
    }
}

int FromRoman(string s)
{
    int total = 0;
    for (int i = 0; i < s.Length; i++)
    {
        int d = Digit(s[i]);
        bool subtract = i + 1 < s.Length && d < Digit(s[i + 1]);
        total += subtract ? -d : d;
    }
}

new[] { "IV", "XIX", "MCMXCIV", "MMXXIV", "XL", "MCMLXXVI" }.Select(FromRoman).ToArray()
//--- fixed
int Digit(char c)
{
    switch (c)
    {
        case 'I': return 1;
        case 'V': return 5;
        case 'X': return 10;
        case 'L': return 50;
        case 'C': return 100;
        case 'D': return 500;
        case 'M': return 1000;
    }
    throw new FormatException($"not a Roman digit: {c}");
}

int FromRoman(string s)
{
    int total = 0;
    for (int i = 0; i < s.Length; i++)
    {
        int d = Digit(s[i]);
        bool subtract = i + 1 < s.Length && d < Digit(s[i + 1]);
        total += subtract ? -d : d;
    }
    return total;
}

new[] { "IV", "XIX", "MCMXCIV", "MMXXIV", "XL", "MCMLXXVI" }.Select(FromRoman).ToArray()
