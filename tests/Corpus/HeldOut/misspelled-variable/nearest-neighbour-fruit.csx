// title: Classify a fruit by the majority of its three nearest neighbours
// check: result == "lemon"
// check: nearest.Length == 3
//--- broken
(double Weight, double Sugar, string Kind)[] samples =
{
    (150, 10.0, "apple"), (160, 11.5, "apple"), (110, 2.5, "lemon"),
    (100, 2.0, "lemon"), (170, 12.0, "apple"), (125, 9.0, "apple"),
};
double weight = 118, sugar = 4.0;

double Distance(double w, double s)
{
    double dw = (w - weight) / 10;
    double ds = s - sugar;
    return dw * dw + ds * ds;
}

var nearest = sample.OrderBy(x => Distance(x.Weight, x.Sugar)).Take(3).ToArray();
string result = nearest
    .GroupBy(x => x.Kind)
    .OrderByDescending(g => g.Count())
    .First().Key;
//--- fixed
(double Weight, double Sugar, string Kind)[] samples =
{
    (150, 10.0, "apple"), (160, 11.5, "apple"), (110, 2.5, "lemon"),
    (100, 2.0, "lemon"), (170, 12.0, "apple"), (125, 9.0, "apple"),
};
double weight = 118, sugar = 4.0;

double Distance(double w, double s)
{
    double dw = (w - weight) / 10;
    double ds = s - sugar;
    return dw * dw + ds * ds;
}

var nearest = samples.OrderBy(x => Distance(x.Weight, x.Sugar)).Take(3).ToArray();
string result = nearest
    .GroupBy(x => x.Kind)
    .OrderByDescending(g => g.Count())
    .First().Key;
