// title: Binary search in a sorted table
// check: result[0] == 3
// check: result[1] == -1
//--- broken
int[] table = { 2, 3, 5, 8, 13, 21, 34, 55 };

int Find(int[] sorted, int target)
{
    int low = 0, high = sorted.Length - 1;
    while (low <= high)
    {
        int mid = low + (high - low) / 2;
        if (sorted[mid] == target) return mid;
        if (sorted[mid] < target) low = mid + 1;
        else high = mid - 1;
    }
}

new[] { Find(table, 8), Find(table, 20), Find(table, 2), Find(table, 55) }
//--- fixed
int[] table = { 2, 3, 5, 8, 13, 21, 34, 55 };

int Find(int[] sorted, int target)
{
    int low = 0, high = sorted.Length - 1;
    while (low <= high)
    {
        int mid = low + (high - low) / 2;
        if (sorted[mid] == target) return mid;
        if (sorted[mid] < target) low = mid + 1;
        else high = mid - 1;
    }
    return -1;
}

new[] { Find(table, 8), Find(table, 20), Find(table, 2), Find(table, 55) }
