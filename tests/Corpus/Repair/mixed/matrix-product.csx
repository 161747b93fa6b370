// title: Product of two matrices
// check: result.Length == 2
// check: result[0][0] == 58 && result[0][1] == 64
// check: result[1][1] == 154
//--- broken
int[][] a = { new[] { 1, 2, 3 }, new[] { 4, 5, 6 } };
int[][] b = { new[] { 7, 8 }, new[] { 9, 10 }, new[] { 11, 12 } };

int[][] Multiply(int[][] p, int[][] q)
{
    var product = new int[p.Length][];
    for (int i = 0; i < p.Length; i++)
    {
        for (int j = 0; j < q[0].Length; j++)
        {
            for (int k = 0; k < p.Length; k++)
                product[i][j] += p[i][k] * q[k][j]
        }
    }
    return product;
}

Multiply(a, b)
//--- fixed
int[][] a = { new[] { 1, 2, 3 }, new[] { 4, 5, 6 } };
int[][] b = { new[] { 7, 8 }, new[] { 9, 10 }, new[] { 11, 12 } };

int[][] Multiply(int[][] p, int[][] q)
{
    var product = new int[p.Length][];
    for (int i = 0; i < p.Length; i++)
    {
        product[i] = new int[q[0].Length];
        for (int j = 0; j < q[0].Length; j++)
        {
            for (int k = 0; k < q.Length; k++)
                product[i][j] += p[i][k] * q[k][j];
        }
    }
    return product;
}

Multiply(a, b)
