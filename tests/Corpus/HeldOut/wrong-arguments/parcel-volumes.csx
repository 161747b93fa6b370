// title: Volume of every parcel in litres and the number of parcels that need a van
// check: result.litres.Length == 3
// check: result.litres[0] == 24
// check: result.litres[2] == 1.2
// check: result.vans == 1
//--- broken
class Parcel
{
    public int Length, Width, Height;   // cm
}

double Litres(int length, int width, int height)
{
    return length * width * height / 1000.0;
}

var parcels = new[]
{
    new Parcel { Length = 40, Width = 30, Height = 20 },
    new Parcel { Length = 120, Width = 50, Height = 25 },
    new Parcel { Length = 20, Width = 15, Height = 4 },
};

double[] litres = parcels.Select(p => Litres(p.Length, p.Width)).ToArray();
int vans = litres.Count(v => v > 100);
var result = (litres, vans);
//--- fixed
class Parcel
{
    public int Length, Width, Height;   // cm
}

double Litres(int length, int width, int height)
{
    return length * width * height / 1000.0;
}

var parcels = new[]
{
    new Parcel { Length = 40, Width = 30, Height = 20 },
    new Parcel { Length = 120, Width = 50, Height = 25 },
    new Parcel { Length = 20, Width = 15, Height = 4 },
};

double[] litres = parcels.Select(p => Litres(p.Length, p.Width, p.Height)).ToArray();
int vans = litres.Count(v => v > 100);
var result = (litres, vans);
