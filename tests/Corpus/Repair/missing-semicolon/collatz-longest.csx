// title: Longest Collatz chain below a bound
// check: result == 97
//--- broken
// Returns the number of steps to reach 1.
int Steps(long n)
{
    int steps = 0;
    do
    {
        n = n % 2 == 0 ? n / 2 : 3 * n + 1;
        steps++;
    } while (n > 1)
    return steps;
}

int best = 1, bestSteps = 0;
for (int n = 2; n < 100 n++)
{
    int s = Steps(n);
    if (s > bestSteps) (best, bestSteps) = (n, s);
}
best
//--- fixed
// Returns the number of steps to reach 1.
int Steps(long n)
{
    int steps = 0;
    do
    {
        n = n % 2 == 0 ? n / 2 : 3 * n + 1;
        steps++;
    } while (n > 1);
    return steps;
}

int best = 1, bestSteps = 0;
for (int n = 2; n < 100; n++)
{
    int s = Steps(n);
    if (s > bestSteps) (best, bestSteps) = (n, s);
}
best
