using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Tests.Libraries;

/// <summary>Makes assemblies to refer to. Names are used once: what is loaded stays for the life of the process.</summary>
internal static class SmallLibrary
{
    public static string FreshName() => "Small" + Guid.NewGuid().ToString("N");

    public static string Write(string folder, string name, string code, params IEnumerable<string> references)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".dll");
        // The SDK's reference assemblies, as every real library is compiled: it then refers to System.Runtime, and not to what lies behind it.
        var packs = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var framework = Directory.GetFiles(packs, "System.Runtime.dll", SearchOption.AllDirectories).Order().Last();
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            references.Prepend(framework).Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var emitted = compilation.Emit(path);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return path;
    }
}
