// title: Strike rate of every batter, runs per hundred balls, 0 for one who did not face a ball
// check: result.Count == 4
// check: result["Meera"] == 131
// check: result["Okafor"] == 0
// check: result.Values.Sum() == 131 + 88 + 200
//--- broken
string[] names = { "Meera", "Tom", "Okafor", "Lin" };
int[] runs = { 67, 30, 0, 8 };
int[] balls = { 51, 34, 0, 4 };

var result = new Dictionary<string, int>();
for (int i = 0; i < names.Length; i++)
{
    // whole numbers are enough for the scoreboard
    int strikeRate = runs[i] * 100 / balls[i];
    result[names[i]] = strikeRate;
}
//--- fixed
string[] names = { "Meera", "Tom", "Okafor", "Lin" };
int[] runs = { 67, 30, 0, 8 };
int[] balls = { 51, 34, 0, 4 };

var result = new Dictionary<string, int>();
for (int i = 0; i < names.Length; i++)
{
    // whole numbers are enough for the scoreboard
    int strikeRate = balls[i] == 0 ? 0 : runs[i] * 100 / balls[i];
    result[names[i]] = strikeRate;
}
