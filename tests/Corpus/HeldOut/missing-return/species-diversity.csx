// title: Shannon diversity of the birds counted in two gardens
// check: result.Length == 2
// check: Math.Abs(result[0] - Math.Log(4)) < 1e-12
// check: result[1] > 0 && result[1] < result[0]
//--- broken
double Shannon(int[] counts)
{
    double total = counts.Sum();
    double h = 0;
    foreach (int c in counts)
    {
        if (c == 0) continue;
        double p = c / total;
        h -= p * Math.Log(p);
    }
}

int[] garden = { 9, 9, 9, 9 };
int[] park = { 40, 3, 0, 1 };
double[] result = { Shannon(garden), Shannon(park) };
//--- fixed
double Shannon(int[] counts)
{
    double total = counts.Sum();
    double h = 0;
    foreach (int c in counts)
    {
        if (c == 0) continue;
        double p = c / total;
        h -= p * Math.Log(p);
    }
    return h;
}

int[] garden = { 9, 9, 9, 9 };
int[] park = { 40, 3, 0, 1 };
double[] result = { Shannon(garden), Shannon(park) };
