// title: Recaman's sequence as an enumerable class
// check: walk.Take(5).SequenceEqual(new[] { 1, 2, 4, 7, 3 })
// check: result.Length == 8
// check: result.Sum() == walk.Count()
//--- broken
// Recaman's sequence, starting at 1.
class Recaman : IEnumerable<int>
{
    private readonly int _n;
    public Recaman(int n) { _n = n; }

    public IEnumerator<int> GetEnumerator()
    {
        var seen = new HashSet<int>();
        int a = 1;
        for (int k = 1; k <= _n; k++)
        {
            seen.Add(a);
            yield return a;
            int back = a - k;
            a = back > 0 && !seen.Contains(back) ? back : a + k;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

var walk = new Recaman(50);
int[] result = Enumerable.Range(0, 8).Select(d => walk.Count(v => v % 8 == (d + 1) % 8)).ToArray();
//--- fixed
using System.Collections;

// Recaman's sequence, starting at 1.
class Recaman : IEnumerable<int>
{
    private readonly int _n;
    public Recaman(int n) { _n = n; }

    public IEnumerator<int> GetEnumerator()
    {
        var seen = new HashSet<int>();
        int a = 1;
        for (int k = 1; k <= _n; k++)
        {
            seen.Add(a);
            yield return a;
            int back = a - k;
            a = back > 0 && !seen.Contains(back) ? back : a + k;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

var walk = new Recaman(50);
int[] result = Enumerable.Range(0, 8).Select(d => walk.Count(v => v % 8 == (d + 1) % 8)).ToArray();
