// title: Weighted average with some weights at zero
// check: result.Length == 3
// check: Math.Abs(result[0] - 3.25) < 1e-9
// check: result[1] == 0
//--- broken
int[][] values = { new[] { 2, 3, 4 }, new[] { 5, 6 }, new[] { 9 } };
int[][] weights = { new[] { 1, 1, 2 }, new[] { 0, 0 }, new[] { 3 } };

double Average(int[] v, int[] w)
{
    int sum = 0, total = 0;
    for (int i = 0; i < v.Length; i++)
    {
        sum += v[i] * w[i];
        total += w[i];
    }
    // Without any weight the average is taken as zero.
    return sum / total;
}

var averages = values.Zip(weights, (v, w) => Averge(w, v));
double[] result = averages;
//--- fixed
int[][] values = { new[] { 2, 3, 4 }, new[] { 5, 6 }, new[] { 9 } };
int[][] weights = { new[] { 1, 1, 2 }, new[] { 0, 0 }, new[] { 3 } };

double Average(int[] v, int[] w)
{
    int sum = 0, total = 0;
    for (int i = 0; i < v.Length; i++)
    {
        sum += v[i] * w[i];
        total += w[i];
    }
    // Without any weight the average is taken as zero.
    return total == 0 ? 0 : (double)sum / total;
}

var averages = values.Zip(weights, (v, w) => Average(v, w));
double[] result = averages.ToArray();
