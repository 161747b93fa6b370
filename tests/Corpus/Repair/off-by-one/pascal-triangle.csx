// title: Row of Pascal's triangle
// check: result.Length == 8
// check: result.Sum() == 128
// check: result[3] == 35
//--- broken
long[] Row(int n)
{
    var row = new long[n];
    row[0] = 1;
    for (int i = 1; i <= n; i++)
    {
        // From the right, so that each entry still sees the previous row.
        for (int j = i; j > 0; j--)
        {
            row[j] += row[j - 1];
        }
    }
    return row;
}

Row(7)
//--- fixed
long[] Row(int n)
{
    var row = new long[n + 1];
    row[0] = 1;
    for (int i = 1; i <= n; i++)
    {
        // From the right, so that each entry still sees the previous row.
        for (int j = i; j > 0; j--)
        {
            row[j] += row[j - 1];
        }
    }
    return row;
}

Row(7)
