// title: Probability that a shared birthday occurs
// check: Math.Abs(result - 0.5072972343) < 1e-6
//--- broken
int people = 23;
double noMatch = 0;

for (int k = 0; k < people; k++)
{
    noMatch *= (365.0 - k) / 365.0;
}

if (noMatch < 0 || noMatch > 1)
    throw new InvalidOperationException("not a probability");

double result = 1 - noMatch;
//--- fixed
int people = 23;
double noMatch = 1;

for (int k = 0; k < people; k++)
{
    noMatch *= (365.0 - k) / 365.0;
}

if (noMatch < 0 || noMatch > 1)
    throw new InvalidOperationException("not a probability");

double result = 1 - noMatch;
