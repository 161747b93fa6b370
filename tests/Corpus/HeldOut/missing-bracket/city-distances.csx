// title: Great-circle distance from Lisbon to three cities in km
// check: result.Length == 3
// check: result.All(d => d > 100 && d < 20016)
// check: Math.Abs(result[0] - 502.6) < 5
// check: Math.Abs(result[2] - 7940) < 40
//--- broken
double Haversine(double lat1, double lon1, double lat2, double lon2)
{
    double rad = Math.PI / 180;
    double dLat = (lat2 - lat1) * rad;
    double dLon = (lon2 - lon1) * rad;
    double a = Math.Pow(Math.Sin(dLat / 2), 2)
             + Math.Cos(lat1 * rad) * Math.Cos(lat2 * rad) * Math.Pow(Math.Sin(dLon / 2), 2);
    return 2 * 6371 * Math.Asin(Math.Sqrt(a);
}

// Madrid, Reykjavik, Sao Paulo
double[] result =
{
    Haversine(38.72, -9.14, 40.42, -3.70),
    Haversine(38.72, -9.14, 64.15, -21.94),
    Haversine(38.72, -9.14, -23.55, -46.63),
};
//--- fixed
double Haversine(double lat1, double lon1, double lat2, double lon2)
{
    double rad = Math.PI / 180;
    double dLat = (lat2 - lat1) * rad;
    double dLon = (lon2 - lon1) * rad;
    double a = Math.Pow(Math.Sin(dLat / 2), 2)
             + Math.Cos(lat1 * rad) * Math.Cos(lat2 * rad) * Math.Pow(Math.Sin(dLon / 2), 2);
    return 2 * 6371 * Math.Asin(Math.Sqrt(a));
}

// Madrid, Reykjavik, Sao Paulo
double[] result =
{
    Haversine(38.72, -9.14, 40.42, -3.70),
    Haversine(38.72, -9.14, 64.15, -21.94),
    Haversine(38.72, -9.14, -23.55, -46.63),
};
