// title: Add two fractions in lowest terms
// check: result == "11/12"
// check: Gcd(12, 18) == 6
//--- broken
int Gcd(int a, int b)
{
    while (b != 0)
    {
        (a, b) = (b, a % b);
    }
}

Func<int, int, string> show = (top, bottom) =>
{
    int g = Gcd(top, bottom);
    if (bottom == g)
    {
        return (top / g).ToString();
    }
};

string Add(int a, int b, int c, int d) => show(a * d + c * b, b * d);

string result = Add(1, 6, 3, 4);
//--- fixed
int Gcd(int a, int b)
{
    while (b != 0)
    {
        (a, b) = (b, a % b);
    }
    return a;
}

Func<int, int, string> show = (top, bottom) =>
{
    int g = Gcd(top, bottom);
    if (bottom == g)
    {
        return (top / g).ToString();
    }
    return $"{top / g}/{bottom / g}";
};

string Add(int a, int b, int c, int d) => show(a * d + c * b, b * d);

string result = Add(1, 6, 3, 4);
