// title: A small pipeline of functions
// check: result.Length == 5
// check: result[2] == 29
// check: result[0] == 5
//--- broken
int[] inputs = { 0, 1, 2, 3, 4 };

Func<int, int> square = x => x * x;
Func<int, int> shift = x =>
{
    int twice = 2 * x;
    return twice + 1;
}

Func<int, int> pipeline = x => square(shift(x)) + 4;
int[] result = inputs
    .Select(pipeline)
    .ToArray()
Console.WriteLine(string.Join(" ", result));
//--- fixed
int[] inputs = { 0, 1, 2, 3, 4 };

Func<int, int> square = x => x * x;
Func<int, int> shift = x =>
{
    int twice = 2 * x;
    return twice + 1;
};

Func<int, int> pipeline = x => square(shift(x)) + 4;
int[] result = inputs
    .Select(pipeline)
    .ToArray();
Console.WriteLine(string.Join(" ", result));
