// title: Histogram of the number of set bits
// check: result.Length == 9
// check: result[0] == 1 && result[8] == 1
// check: result.Sum() == 256
//--- broken
var bytes = Enumerable.Range(0, 256).Select(b => (uint)b).ToImmutableArray();
var histogram = new int[8];

foreach (uint b in bytes)
{
    int ones = BitOperations.PopCount(b);
    histogram[ones]++;
}

bool symmetric = true;
for (int k = 0; k < 9; k++)
    symmetric &= histogram[k] == histogram[8 - k];

if (!symmetric) throw new InvalidOperationException("binomial symmetry broken");
var result = histogram;
//--- fixed
using System.Collections.Immutable;
using System.Numerics;

var bytes = Enumerable.Range(0, 256).Select(b => (uint)b).ToImmutableArray();
var histogram = new int[9];

foreach (uint b in bytes)
{
    int ones = BitOperations.PopCount(b);
    histogram[ones]++;
}

bool symmetric = true;
for (int k = 0; k < 9; k++)
    symmetric &= histogram[k] == histogram[8 - k];

if (!symmetric) throw new InvalidOperationException("binomial symmetry broken");
var result = histogram;
