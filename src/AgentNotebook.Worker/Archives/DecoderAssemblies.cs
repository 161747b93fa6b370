using System.Reflection;
using System.Runtime.Loader;
using AgentNotebook.Archives.Reading.Decoded;
using AgentNotebook.Guest;

namespace AgentNotebook.Worker.Archives;

/// <summary>The assemblies of a decoder, loaded from memory: as they came through the pipe.</summary>
internal sealed class DecoderAssemblies : AssemblyLoadContext
{
    private readonly Dictionary<string, Assembly> _loaded = [];

    private DecoderAssemblies()
        : base("decoder")
    {
    }

    /// <summary>Loads a decoder; <see langword="null"/> when none was ordered.</summary>
    /// <exception cref="TypeLoadException">Its first assembly has no such class.</exception>
    /// <exception cref="ArgumentException">The class has no such method.</exception>
    internal static ArchiveDecoding? Load(DecoderOrders? orders)
    {
        if (orders is null)
        {
            return null;
        }

        var assemblies = new DecoderAssemblies();
        var first = assemblies.Take(0);
        for (var assembly = 1; assembly < orders.Assemblies; assembly++)
        {
            _ = assemblies.Take(assembly);
        }

        var open = (Func<string, Stream, Func<string, string, string, Exception>, Stream>)Delegate.CreateDelegate(
            typeof(Func<string, Stream, Func<string, string, string, Exception>, Stream>),
            first.GetType(orders.Type, throwOnError: true)!.GetMethod(orders.Method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                ?? throw new ArgumentException($"'{orders.Type}' has no method '{orders.Method}'."));
        return new ArchiveDecoding(orders.Format, open);
    }

    protected override Assembly? Load(AssemblyName assemblyName) => _loaded.GetValueOrDefault(assemblyName.Name ?? "");

    private Assembly Take(int index)
    {
        var assembly = LoadFromStream(new MemoryStream(Exchange.Inputs[DecoderOrders.InputName(index)].Bytes.ToArray(), writable: false));
        return _loaded[assembly.GetName().Name!] = assembly;
    }
}
