namespace AgentNotebook.Documents.Comparing;

/// <summary>How outputs are compared with stored ones. A notebook can say more in its metadata, a cell in its metadata and tags.</summary>
public sealed record ComparisonOptions
{
    /// <summary>How far two numbers may lie apart, as a share of the larger one; from 0 to 1. Whole numbers have to be equal, whatever this is, unless the other side has a fraction.</summary>
    /// <value>1e-9.</value>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>How far two numbers may lie apart in any case; at least 0.</summary>
    /// <value>1e-12: below it, what is left of a difference of numbers near 1 is rounding.</value>
    public double AbsoluteTolerance { get; init; } = 1e-12;

    /// <summary>How far lengths and places in drawings may lie apart, in their own unit, mostly pixels; at least 0.</summary>
    /// <value>0.15: one unit of the last of the digits with which coordinates are written, and not to be seen.</value>
    public double DrawingTolerance { get; init; } = 0.15;

    /// <summary>The same as a share of the larger one; from 0 to 1.</summary>
    /// <value>1e-3.</value>
    public double DrawingRelativeTolerance { get; init; } = 1e-3;

    /// <summary>How far each channel of a PNG's pixels may lie apart, of 255; from 0 to 255.</summary>
    /// <value>2.</value>
    public int PixelTolerance { get; init; } = 2;

    /// <summary>Names of rules that hold in every text, not only where a display marks it.</summary>
    /// <value>None.</value>
    public IReadOnlyCollection<string> Normalize { get; init; } = [];

    /// <summary>What stands in <see cref="Exact"/> for all patterns that a notebook declares itself.</summary>
    public const string Declared = "declared";

    /// <summary>Names of rules that do not hold, <see cref="Declared"/> among them.</summary>
    /// <value>None.</value>
    public IReadOnlyCollection<string> Exact { get; init; } = [];

    /// <summary>The longest text to which rules and tolerances are applied, in characters; a longer one has to be equal.</summary>
    /// <value>4 Mi characters.</value>
    public int MaxTextLength { get; init; } = 4 << 20;

    /// <summary>How deep elements may stand in one another; markup that is deeper is compared as text. From 1 to 1,000.</summary>
    /// <value>256.</value>
    public int MaxDepth { get; init; } = 256;

    /// <summary>The most pixels of a picture that are looked at; of a larger one the bytes have to be equal.</summary>
    /// <value>50 million.</value>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Differences that are told of one part of an output; the others are counted. At least 1.</summary>
    /// <value>20.</value>
    public int MaxDifferences { get; init; } = 20;
}
