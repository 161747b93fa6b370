// title: Explicit heat equation on a rod
// check: Math.Abs(result[1] - result[result.Length - 2]) < 1e-9
// check: result[0] == 0 && result[^1] == 0
// check: Math.Abs(result.Max() - result[5]) < 1e-12 && result[5] < 1 && result[5] > 0.5
//--- broken
int cells = 11;
double r = 0.25;
var u = new double[cells];
for (int i = 1; i < cells - 2; i++)
    u[i] = Math.Sin(Math.PI * i / (cells - 1));

for (int step = 0; step < 10; step++)
{
    var next = (double[])u.Clone();
    for (int i = 0; i < cells - 1; i++)
    {
        next[i] = u[i] + r * (u[i + 1] - 2 * u[i] + u[i - 1]);
    }
    u = next;
}

double[] result = u;
//--- fixed
int cells = 11;
double r = 0.25;
var u = new double[cells];
for (int i = 1; i < cells - 1; i++)
    u[i] = Math.Sin(Math.PI * i / (cells - 1));

for (int step = 0; step < 10; step++)
{
    var next = (double[])u.Clone();
    for (int i = 1; i < cells - 1; i++)
    {
        next[i] = u[i] + r * (u[i + 1] - 2 * u[i] + u[i - 1]);
    }
    u = next;
}

double[] result = u;
