// title: Savings with monthly interest
// check: result > 1220m && result < 1222m
// check: result == Math.Round(result, 2)
//--- broken
decimal balance = 1000m;
double yearlyRate = 0.04;
int months = 60;

decimal monthlyFactor = 1 + yearlyRate / 12;
for (int m = 0; m < months; m++)
{
    balance *= monthlyFactor;
}

decimal result = Math.Round(balance, 2);
//--- fixed
decimal balance = 1000m;
double yearlyRate = 0.04;
int months = 60;

decimal monthlyFactor = 1 + (decimal)yearlyRate / 12;
for (int m = 0; m < months; m++)
{
    balance *= monthlyFactor;
}

decimal result = Math.Round(balance, 2);
