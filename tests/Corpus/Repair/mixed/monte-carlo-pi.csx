// title: Pi by a low-discrepancy sequence
// check: Math.Abs(result - Math.PI) < 0.02
// check: inside > 0
//--- broken
// Van der Corput sequence in a given base.
double Corput(int n, int b)
{
    double value = 0, scale;
    while (n > 0)
    {
        scale /= b;
        value += scale * (n % b);
        n /= b;
    }
    return value;
}

int points = 4000, inside = 0;
for (int i = 2; i < points + 2; i++)
{
    double x = Corput(2, i);
    double y = Corput(3, i);
    if (x * x + y * y <= 1) inside++;
}

double result = 4 * inside / points;
//--- fixed
// Van der Corput sequence in a given base.
double Corput(int n, int b)
{
    double value = 0, scale = 1;
    while (n > 0)
    {
        scale /= b;
        value += scale * (n % b);
        n /= b;
    }
    return value;
}

int points = 4000, inside = 0;
for (int i = 2; i < points + 2; i++)
{
    double x = Corput(i, 2);
    double y = Corput(i, 3);
    if (x * x + y * y <= 1) inside++;
}

double result = 4.0 * inside / points;
