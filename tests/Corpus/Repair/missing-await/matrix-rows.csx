// title: Row sums of a matrix, each on its own task
// check: result.Length == 4
// check: result.Sum() == 136
// check: result[0] == 10
//--- broken
int[][] matrix = Enumerable.Range(0, 4)
    .Select(r => Enumerable.Range(1, 4).Select(c => 4 * r + c).ToArray())
    .ToArray();

Task<int> RowSumAsync(int[] row) => Task.Run(() => row.Sum());

async Task<int[]> AllRowSumsAsync()
{
    var tasks = matrix.Select(RowSumAsync).ToList();
    int[] sums = Task.WhenAll(tasks);
    return sums;
}

int[] result = AllRowSumsAsync();
//--- fixed
int[][] matrix = Enumerable.Range(0, 4)
    .Select(r => Enumerable.Range(1, 4).Select(c => 4 * r + c).ToArray())
    .ToArray();

Task<int> RowSumAsync(int[] row) => Task.Run(() => row.Sum());

async Task<int[]> AllRowSumsAsync()
{
    var tasks = matrix.Select(RowSumAsync).ToList();
    int[] sums = await Task.WhenAll(tasks);
    return sums;
}

int[] result = await AllRowSumsAsync();
