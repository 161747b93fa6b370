// title: Histogram with a square-root rule for the bins
// check: result.Length == 5
// check: result.Sum() == 20
//--- broken
double[] data = { 0.2, 0.5, 0.9, 1.1, 1.4, 1.5, 1.9, 2.2, 2.4, 2.5,
                  2.6, 2.8, 3.0, 3.1, 3.4, 3.9, 4.1, 4.4, 4.7, 5.0 };

// One bin for every square root of the sample size, rounded up.
int bins = Math.Ceiling(Math.Sqrt(data.Length));
double width = (data.Max() - data.Min()) / bins;

var counts = new int[bins];
foreach (double x in data)
{
    int bin = (x - data.Min()) / width;
    if (bin == bins) bin--;
    counts[bin]++;
}

var result = counts;
//--- fixed
double[] data = { 0.2, 0.5, 0.9, 1.1, 1.4, 1.5, 1.9, 2.2, 2.4, 2.5,
                  2.6, 2.8, 3.0, 3.1, 3.4, 3.9, 4.1, 4.4, 4.7, 5.0 };

// One bin for every square root of the sample size, rounded up.
int bins = (int)Math.Ceiling(Math.Sqrt(data.Length));
double width = (data.Max() - data.Min()) / bins;

var counts = new int[bins];
foreach (double x in data)
{
    int bin = (int)((x - data.Min()) / width);
    if (bin == bins) bin--;
    counts[bin]++;
}

var result = counts;
