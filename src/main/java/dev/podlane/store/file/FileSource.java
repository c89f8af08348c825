package dev.podlane.store.file;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections that hold a lock while they are open, each in the thread that opened it. They are not
 * pooled: opening one costs less than asking whether an old one outlived its database.
 */
final class FileSource extends AbstractDataSource {
  private final Lock lock;
  private final Opener opener;

  /** Opens a connection. */
  interface Opener {
    /** Opens it. */
    Connection open() throws SQLException;
  }

  FileSource(Lock lock, Opener opener) {
    this.lock = lock;
    this.opener = opener;
  }

  @Override
  public Connection getConnection() throws SQLException {
    lock.lock();
    try {
      return held(opener.open());
    } catch (SQLException | RuntimeException failed) {
      lock.unlock();
      throw failed;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  private Connection held(Connection open) {
    boolean[] released = {false};
    return (Connection)
        Proxy.newProxyInstance(
            FileSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              try {
                return method.invoke(open, args);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              } finally {
                if (method.getName().equals("close") && !released[0]) {
                  released[0] = true;
                  lock.unlock();
                }
              }
            });
  }
}
