// title: Image distance of a thin lens
// check: Math.Abs(result[0] - 30) < 1e-9
// check: result.Length == 3
//--- broken
double focal = 10;
var objects = new[] { 15.0, 20.0, 40.0 };

double ImageDistance(double objectDistance)
{
    return 1 / (1 / focal - 1 / objectDistance;
}

var images = objects.Select(d => ImageDistance(d)).ToArray();
for (int i = 0; i < images.Lenght; i++)
{
    images[i] = Math.Round(images[i], 4);
}
images
//--- fixed
double focal = 10;
var objects = new[] { 15.0, 20.0, 40.0 };

double ImageDistance(double objectDistance)
{
    return 1 / (1 / focal - 1 / objectDistance);
}

var images = objects.Select(d => ImageDistance(d)).ToArray();
for (int i = 0; i < images.Length; i++)
{
    images[i] = Math.Round(images[i], 4);
}
images
