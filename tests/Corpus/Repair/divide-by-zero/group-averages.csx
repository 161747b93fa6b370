// title: Average score of each group, empty groups included
// check: result.Length == 4
// check: result[0] == 7
// check: result[2] == 0
//--- broken
int groups = 4;
var votes = new (int Group, int Score)[] { (0, 6), (1, 9), (0, 8), (3, 4), (1, 5) };

var sums = new int[groups];
var counts = new int[groups];
foreach (var (group, score) in votes)
{
    sums[group] += score;
    counts[group]++;
}

var averages = new int[groups];
for (int g = 0; g < groups; g++)
{
    averages[g] = sums[g] / counts[g];
}

int[] result = averages;
//--- fixed
int groups = 4;
var votes = new (int Group, int Score)[] { (0, 6), (1, 9), (0, 8), (3, 4), (1, 5) };

var sums = new int[groups];
var counts = new int[groups];
foreach (var (group, score) in votes)
{
    sums[group] += score;
    counts[group]++;
}

var averages = new int[groups];
for (int g = 0; g < groups; g++)
{
    averages[g] = counts[g] == 0 ? 0 : sums[g] / counts[g];
}

int[] result = averages;
