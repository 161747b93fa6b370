using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Brings a compiled submission into the process.</summary>
internal static class SubmissionLoader
{
    /// <summary>Loads the class that the compiler has made of a submission.</summary>
    public static Type Load(CSharpCompilation compilation, MemoryStream image, MemoryStream symbols)
    {
        image.Position = symbols.Position = 0;
        var assembly = AssemblyLoadContext.Default.LoadFromStream(image, symbols);
        return assembly.GetType(compilation.GetEntryPoint(CancellationToken.None)!.ContainingType.MetadataName, throwOnError: true)!;
    }

    /// <summary>Makes the instance that holds a submission's variables; the constructor puts it into <paramref name="states"/>.</summary>
    public static (object Instance, MethodInfo Initialize) Instantiate(Type type, object?[] states)
    {
        const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var initialize = type.GetMethod("<Initialize>", AnyInstance) ?? throw new MissingMethodException(type.FullName, "<Initialize>");
        return (type.GetConstructors(AnyInstance).Single().Invoke([states]), initialize);
    }
}
