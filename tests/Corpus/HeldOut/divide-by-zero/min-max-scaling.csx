// title: Scale every feature of a table to the range 0 to 1, a constant feature to 0
// check: result.Length == 4 && result.All(row => row.Length == 3)
// check: result.All(row => row.All(v => v >= 0 && v <= 1))
// check: result.All(row => row[1] == 0)
// check: result[2][0] == 1 && result[3][2] == 0.5
//--- broken
double[][] table =
{
    new[] { 5.1, 3.0, 140.0 },
    new[] { 4.9, 3.0, 120.0 },
    new[] { 6.4, 3.0, 160.0 },
    new[] { 5.5, 3.0, 140.0 },
};

double[][] result = table.Select(row => new double[3]).ToArray();
for (int col = 0; col < 3; col++)
{
    double min = table.Min(row => row[col]);
    double max = table.Max(row => row[col]);
    double range = max - min;
    for (int i = 0; i < table.Length; i++)
    {
        result[i][col] = (table[i][col] - min) / range;
    }
}
//--- fixed
double[][] table =
{
    new[] { 5.1, 3.0, 140.0 },
    new[] { 4.9, 3.0, 120.0 },
    new[] { 6.4, 3.0, 160.0 },
    new[] { 5.5, 3.0, 140.0 },
};

double[][] result = table.Select(row => new double[3]).ToArray();
for (int col = 0; col < 3; col++)
{
    double min = table.Min(row => row[col]);
    double max = table.Max(row => row[col]);
    double range = max - min;
    if (range == 0) continue;
    for (int i = 0; i < table.Length; i++)
    {
        result[i][col] = (table[i][col] - min) / range;
    }
}
