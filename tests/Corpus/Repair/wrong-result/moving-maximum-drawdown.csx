// title: Largest drop of a price from an earlier peak
// check: result == 45
// check: MaxDrawdown(new[] { 1.0, 2, 3 }) == 0
//--- broken
double[] prices = { 100, 120, 90, 110, 140, 95, 130, 150, 125 };

double MaxDrawdown(double[] p)
{
    double peak = p[0], worst = 0;
    foreach (double price in p)
    {
        if (price < peak)
        {
            peak = price;
        }
        worst = Math.Max(worst, peak - price);
    }
    return worst;
}

double result = MaxDrawdown(prices);
//--- fixed
double[] prices = { 100, 120, 90, 110, 140, 95, 130, 150, 125 };

double MaxDrawdown(double[] p)
{
    double peak = p[0], worst = 0;
    foreach (double price in p)
    {
        if (price > peak)
        {
            peak = price;
        }
        worst = Math.Max(worst, peak - price);
    }
    return worst;
}

double result = MaxDrawdown(prices);
