// title: Longest run of wins of each team in the season
// check: result["Foxes"] == 3
// check: result["Owls"] == 1
// check: result["Bears"] == 0
//--- broken
int LongestStreak(string season)
{
    int longest;
    int current = 0;
    foreach (char game in season)
    {
        if (game == 'W') current++;
        else current = 0;

        if (current > longest) longest = current;
    }
    return longest;
}

var result = new Dictionary<string, int>
{
    ["Foxes"] = LongestStreak("WLWWWLWW"),
    ["Owls"] = LongestStreak("LWLDW"),
    ["Bears"] = LongestStreak("LLDL"),
};
//--- fixed
int LongestStreak(string season)
{
    int longest = 0;
    int current = 0;
    foreach (char game in season)
    {
        if (game == 'W') current++;
        else current = 0;

        if (current > longest) longest = current;
    }
    return longest;
}

var result = new Dictionary<string, int>
{
    ["Foxes"] = LongestStreak("WLWWWLWW"),
    ["Owls"] = LongestStreak("LWLDW"),
    ["Bears"] = LongestStreak("LLDL"),
};
