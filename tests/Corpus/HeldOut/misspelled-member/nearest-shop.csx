// title: Distance from home to the nearest and the farthest shop
// check: result.near == 5
// check: result.far == 13
// check: result.near <= result.far
//--- broken
(double X, double Y)[] shops = { (3, 4), (-5, 12), (6, -8) };

double near = double.MaxValue, far = 0;
foreach (var shop in shops)
{
    double d = Math.sqrt(shop.X * shop.X + shop.Y * shop.Y);
    near = Math.Min(near, d);
    far = Math.max(far, d);
}

var result = (near, far);
//--- fixed
(double X, double Y)[] shops = { (3, 4), (-5, 12), (6, -8) };

double near = double.MaxValue, far = 0;
foreach (var shop in shops)
{
    double d = Math.Sqrt(shop.X * shop.X + shop.Y * shop.Y);
    near = Math.Min(near, d);
    far = Math.Max(far, d);
}

var result = (near, far);
