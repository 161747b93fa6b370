using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;

namespace AgentNotebook.Worker;

/// <summary>Loads, before the lock, everything a guest may need: behind it no file can be opened any more.</summary>
internal static class Preload
{
    /// <summary>Begins on a thread of its own, which has loaded all when it ends.</summary>
    internal static Thread Begin()
    {
        var thread = new Thread(Run) { Name = "preload" };
        thread.Start();
        return thread;
    }

    private static void Run()
    {
        LoadFramework();
        TouchNativeLibraries();
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
        Touch(() => SHA256.HashData([1]));
        Touch(() => HMACSHA256.HashData([1], [1]));
        Touch(() =>
        {
            using var aes = Aes.Create();
            return aes.EncryptEcb([1], PaddingMode.PKCS7);
        });
        Touch(() => RandomNumberGenerator.GetInt32(2));
        Touch(() => Guid.NewGuid());
        Touch(() => Write(new DeflateStream(Stream.Null, CompressionLevel.Fastest)));
        Touch(() => Write(new BrotliStream(Stream.Null, CompressionLevel.Fastest)));
        Touch(() => TimeZoneInfo.Local);
        Touch(() => Environment.UserName);
        Touch(() => Environment.MachineName);
        Touch(() => Console.Out);
        Touch(() => Console.Error);
        Touch(() => Console.IsOutputRedirected);
        Touch(() => Console.ForegroundColor);
        Touch(() => Console.OutputEncoding);
    }

    private static int Write(Stream stream)
    {
        using (stream)
        {
            stream.WriteByte(1);
            return 1;
        }
    }

    // What is not there before the lock is not there for a guest, either, and it is told so then.
    private static void Touch<T>(Func<T> use)
    {
        try
        {
            _ = use();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
        }
    }
}
