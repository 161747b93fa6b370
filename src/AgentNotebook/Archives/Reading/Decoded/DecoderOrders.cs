using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Archives.Reading.Decoded;

/// <summary>Which decoder the worker is to call. Its assemblies come as inputs.</summary>
/// <param name="Format">What the archive is.</param>
/// <param name="Type">Full name of the class with the method.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Assemblies">How many assemblies there are.</param>
internal sealed record DecoderOrders(string Format, string Type, string Method, int Assemblies)
{
    /// <summary>The longest signature of a format.</summary>
    internal const int LongestSignature = 16;

    /// <summary>The most assemblies of a decoder.</summary>
    internal const int MaximumAssemblies = 64;

    /// <summary>Name of the input that holds an assembly.</summary>
    internal static string InputName(int assembly) => string.Create(CultureInfo.InvariantCulture, $"decoder-{assembly}");

    internal static void Encode(DecoderOrders? orders, PayloadWriter writer)
    {
        writer.Bool(orders is not null);
        if (orders is not null)
        {
            writer.Text(orders.Format).Text(orders.Type).Text(orders.Method).Int(orders.Assemblies);
        }
    }

    internal static DecoderOrders? Decode(PayloadReader reader) =>
        reader.Bool() ? new DecoderOrders(reader.Text(), reader.Text(), reader.Text(), reader.Count(MaximumAssemblies)) : null;
}
