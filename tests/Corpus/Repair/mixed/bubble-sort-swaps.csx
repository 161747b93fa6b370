// title: Bubble sort that counts its swaps
// check: result.Swaps == 8
// check: result.Sorted.SequenceEqual(new[] { 1, 2, 3, 4, 5 })
//--- broken
int[] numbers = { 5, 3, 4, 1, 2 };

int Sort(int[] a)
{
    int swaps;
    for (int pass = 0; pass < a.Length; pass++)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] < a[i + 1])
            {
                (a[i], a[i + 1]) = (a[i + 1], a[i]);
                swaps++;
            }
        }
    }
    return swaps;
}

// The inversions of the list: (5,3) (5,4) (5,1) (5,2) (3,1) (3,2) (4,1) (4,2).
int made = Sort(numbers);
var result = (Swaps: made, Sorted: numbers);
//--- fixed
int[] numbers = { 5, 3, 4, 1, 2 };

int Sort(int[] a)
{
    int swaps = 0;
    for (int pass = 0; pass < a.Length; pass++)
    {
        for (int i = 0; i < a.Length - 1; i++)
        {
            if (a[i] > a[i + 1])
            {
                (a[i], a[i + 1]) = (a[i + 1], a[i]);
                swaps++;
            }
        }
    }
    return swaps;
}

// The inversions of the list: (5,3) (5,4) (5,1) (5,2) (3,1) (3,2) (4,1) (4,2).
int made = Sort(numbers);
var result = (Swaps: made, Sorted: numbers);
