using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;

namespace AgentNotebook.Worker;

/// <summary>Loads, before the lock, everything a guest may need: behind it no file can be opened any more.</summary>
internal static class Preload
{
    internal static void Run()
    {
        Parallel.Invoke(LoadFramework, TouchNativeLibraries);
        WarmUp.Run();
        RunGuest();
    }

    // Every assembly of the framework, native images and all; most of what it costs is address space, and pages shared with other workers.
    private static void LoadFramework()
    {
        foreach (var path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(Path.GetFileNameWithoutExtension(path)));
            }
            catch (Exception exception) when (exception is IOException or BadImageFormatException)
            {
                // A guest that asks for it is told the same.
            }
        }
    }

    // Their libraries are opened at the first use; libssl even ends the process when it cannot be.
    private static void TouchNativeLibraries()
    {
        _ = SHA256.HashData([1]);
        using (var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, [1]))
        {
            _ = hash.GetHashAndReset();
        }

        using (var aes = Aes.Create())
        {
            _ = aes.EncryptEcb([1], PaddingMode.PKCS7);
        }

        _ = RandomNumberGenerator.GetInt32(2);
        _ = Guid.NewGuid();
        using (var deflate = new DeflateStream(Stream.Null, CompressionLevel.Fastest))
        {
            deflate.WriteByte(1);
        }

        using (var brotli = new BrotliStream(Stream.Null, CompressionLevel.Fastest))
        {
            brotli.WriteByte(1);
        }

        _ = TimeZoneInfo.Local;
        _ = Environment.UserName;
        _ = Environment.MachineName;
        _ = Console.Out;
        _ = Console.Error;
        _ = Console.IsOutputRedirected;
        _ = Console.ForegroundColor;
        _ = Console.OutputEncoding;
    }

    // A guest of our own, from memory, the way the real one comes: compiles what every run goes through.
    private static void RunGuest()
    {
        var assemblies = new GuestAssemblies();
        var own = typeof(Preload).Assembly;
        var symbols = Path.ChangeExtension(own.Location, ".pdb");
        var guest = assemblies.Load(new Execution.Frames.SubmissionMessage(
            File.ReadAllBytes(own.Location), File.Exists(symbols) ? File.ReadAllBytes(symbols) : default, "", ""));
        var run = guest.GetType(typeof(WarmUpGuest).FullName!)!.GetMethod(nameof(WarmUpGuest.RunAsync), BindingFlags.Static | BindingFlags.NonPublic)!;
        try
        {
            _ = run.CreateDelegate<Func<object?[], Task<object?>>>()([null]).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            _ = ExceptionDescription.Of(exception, assemblies).Encode();
        }
    }
}
