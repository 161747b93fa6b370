// title: Reduce ratios to lowest terms
// check: result.SequenceEqual(new[] { "2:3", "0:1", "5:1", "7:2" })
//--- broken
int Gcd(int a, int b) => a % b == 0 ? b : Gcd(b, a % b);

string Reduce(int left, int right)
{
    int g = Gcd(right, left);
    return $"{left / g}:{right / g}";
}

var ratios = new (int, int)[] { (8, 12), (0, 9), (25, 5), (42, 12) };
var result = new List<string>();
foreach (var (left, right) in ratios)
{
    result.Add(Reduce(left, right));
}
//--- fixed
int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);

string Reduce(int left, int right)
{
    int g = Gcd(right, left);
    return $"{left / g}:{right / g}";
}

var ratios = new (int, int)[] { (8, 12), (0, 9), (25, 5), (42, 12) };
var result = new List<string>();
foreach (var (left, right) in ratios)
{
    result.Add(Reduce(left, right));
}
