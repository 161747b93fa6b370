// title: Fewest coins for an amount
// check: result[6] == 2
// check: result[11] == 3
// check: result[0] == 0
//--- broken
int[] coins = { 1, 3, 4 };
int amount = 12;

var fewest = new int[amount + 1];
for (int sum = 1; sum <= amount; sum++)
{
    fewest[sum] = 0;
    foreach (int coin in coins)
    {
        if (coin <= sum)
        {
            fewest[sum] = Math.Max(fewest[sum], fewest[sum - coin] + 1);
        }
    }
}

int[] result = fewest;
//--- fixed
int[] coins = { 1, 3, 4 };
int amount = 12;

var fewest = new int[amount + 1];
for (int sum = 1; sum <= amount; sum++)
{
    fewest[sum] = int.MaxValue;
    foreach (int coin in coins)
    {
        if (coin <= sum)
        {
            fewest[sum] = Math.Min(fewest[sum], fewest[sum - coin] + 1);
        }
    }
}

int[] result = fewest;
