namespace AgentNotebook.Display.Svg;

/// <summary>Round places on an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] Seconds =
    [
        60, 120, 300, 600, 900, 1800,
        3600, 7200, 10_800, 21_600, 43_200,
        86_400, 172_800, 432_000, 864_000,
    ];

    /// <summary>Multiples of a power of two from 0 up to <paramref name="top"/>, which read well in binary units.</summary>
    /// <param name="top">The axis's end.</param>
    /// <param name="most">The most ticks beside the zero; 2 or more.</param>
    public static IReadOnlyList<long> Bytes(long top, int most)
    {
        var step = 1L;
        while (top / step > most && step < 1L << 61)
        {
            step <<= 1;
        }

        List<long> ticks = [];
        for (var tick = 0L; tick <= top && ticks.Count <= most; tick += step)
        {
            ticks.Add(tick);
        }

        return ticks;
    }

    /// <summary>Round times from 0 up to <paramref name="end"/>.</summary>
    /// <param name="end">The axis's end.</param>
    /// <param name="most">The most ticks beside the zero; 1 or more.</param>
    public static IReadOnlyList<TimeSpan> Time(TimeSpan end, int most)
    {
        var step = Step(end.TotalSeconds / most);
        List<TimeSpan> ticks = [];
        for (var i = 0; i <= most && i * step <= end.TotalSeconds * (1 + 1e-9); i++)
        {
            ticks.Add(TimeSpan.FromSeconds(i * step));
        }

        return ticks;
    }

    private static double Step(double least)
    {
        if (least <= 30)
        {
            // 1, 2, 5 times a power of ten; 20 s and 30 s instead of 50 s, which divides no minute.
            var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(least, 1e-4))));
            foreach (var factor in (double[])[1, 2, 5, 10])
            {
                if (power * factor >= least * (1 - 1e-9) && power * factor < 50)
                {
                    return power * factor;
                }
            }

            return 30;
        }

        foreach (var step in Seconds)
        {
            if (step >= least)
            {
                return step;
            }
        }

        return Seconds[^1] * Math.Ceiling(least / Seconds[^1]);
    }
}
