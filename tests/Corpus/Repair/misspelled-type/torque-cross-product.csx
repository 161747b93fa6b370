// title: Torque as a cross product
// check: result.Length == 3
// check: result[0] == 0 && result[1] == 0
// check: result[2] == 15
//--- broken
readonly struct Vec3
{
    public readonly double X, Y, Z;
    public Vec3(double x, double y, double z) { X = x; Y = y; Z = z; }

    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public Vec3 Cross(Vec3 o) =>
        new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);

    public double[] ToArray() => new[] { X, Y, Z };
}

Vector3 Torque(Vec3 r, params Vec3[] forces)
{
    var total = new Vector3(0, 0, 0);
    foreach (var f in forces) total += f;
    return r.Cross(total);
}

Torque(new Vec3(3, 0, 0), new Vec3(1, 2, 0), new Vec3(-4, 3, 0)).ToArray()
//--- fixed
readonly struct Vec3
{
    public readonly double X, Y, Z;
    public Vec3(double x, double y, double z) { X = x; Y = y; Z = z; }

    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public Vec3 Cross(Vec3 o) =>
        new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);

    public double[] ToArray() => new[] { X, Y, Z };
}

Vec3 Torque(Vec3 r, params Vec3[] forces)
{
    var total = new Vec3(0, 0, 0);
    foreach (var f in forces) total += f;
    return r.Cross(total);
}

Torque(new Vec3(3, 0, 0), new Vec3(1, 2, 0), new Vec3(-4, 3, 0)).ToArray()
