// The least that a server can do with each packet: recvfrom, decrypt, and for each receiver encrypt (SRTP with AES-128-GCM,
// RFC 7714) and sendto. No ICE, no DTLS, no RTCP, no numbers of its own.
// usage: ideal-forwarder KEY_IN SALT_IN KEY_OUT SALT_OUT, the master keys and salts of both ways in hexadecimal
// Prints its port, reads lines "ROOM PORT_THAT_SENDS PORT_THAT_RECEIVES" (0 for none) up to an empty one, those of a room one
// behind the other, and forwards until it is killed.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <openssl/evp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PEERS = 4096, HEADER = 12, TAG = 16, KEY = 16, SALT = 12, BLOCK = 16 };

static struct { int room, first; struct sockaddr_in receives; } peers[PEERS]; // first: of those in its room
static uint8_t packet[2048], plain[2048], sealed[2048];
static int by_port[1 << 16]; // number of the peer that sends from there, from 1
static struct { uint16_t highest; uint32_t rollovers; } streams[1 << 16]; // by the low half of the SSRC
static uint8_t salt[2][BLOCK];

static void hex(const char *text, uint8_t *bytes, int count) {
  for (int i = 0; i < count; i++)
    if (sscanf(text + 2 * i, "%2hhx", &bytes[i]) != 1) exit(2);
}

// The first block of the key stream under a label (RFC 3711, section 4.3.3).
static void derive(const uint8_t *master, const uint8_t *master_salt, int label, uint8_t *out) {
  uint8_t block[BLOCK] = {0};
  int length;
  EVP_CIPHER_CTX *ecb = EVP_CIPHER_CTX_new();
  memcpy(block, master_salt, SALT);
  block[7] ^= label;
  EVP_EncryptInit_ex(ecb, EVP_aes_128_ecb(), NULL, master, NULL);
  EVP_EncryptUpdate(ecb, out, &length, block, BLOCK);
  EVP_CIPHER_CTX_free(ecb);
}

static EVP_CIPHER_CTX *cipher(char **arguments, int way) {
  uint8_t master[KEY], master_salt[SALT], key[BLOCK];
  EVP_CIPHER_CTX *gcm = EVP_CIPHER_CTX_new();
  hex(arguments[0], master, KEY);
  hex(arguments[1], master_salt, SALT);
  derive(master, master_salt, 0, key);
  derive(master, master_salt, 2, salt[way]);
  EVP_CipherInit_ex(gcm, EVP_aes_128_gcm(), NULL, key, NULL, way);
  return gcm;
}

// The nonce of the packet (RFC 7714, section 8.1).
static void nonce(int way, uint32_t roc, uint8_t *iv) {
  roc = htonl(roc);
  memset(iv, 0, SALT);
  memcpy(iv + 2, packet + 8, 4);
  memcpy(iv + 6, &roc, 4);
  memcpy(iv + 10, packet + 2, 2);
  for (int i = 0; i < SALT; i++) iv[i] ^= salt[way][i];
}

// In the order in which packets leave: how often their numbers came to their end by now (RFC 3711, section 3.3.1).
static uint32_t rollovers(void) {
  int stream = packet[10] << 8 | packet[11];
  uint16_t number = packet[2] << 8 | packet[3];
  if (number < streams[stream].highest) streams[stream].rollovers++;
  streams[stream].highest = number;
  return streams[stream].rollovers;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  EVP_CIPHER_CTX *in = cipher(argv + 1, 0), *out = cipher(argv + 3, 1);
  int fd = socket(AF_INET, SOCK_DGRAM, 0), bytes = 4 << 20, count = 0, room, sends, receives, length;
  struct sockaddr_in self = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, from;
  socklen_t size = sizeof self;
  char line[64];
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  if (bind(fd, (struct sockaddr *)&self, size) || getsockname(fd, (struct sockaddr *)&self, &size)) return 1;
  printf("%d\n", ntohs(self.sin_port));
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) && sscanf(line, "%d %d %d", &room, &sends, &receives) == 3) {
    if (count == PEERS) return 2;
    peers[count].room = room;
    peers[count].first = count && peers[count - 1].room == room ? peers[count - 1].first : count;
    peers[count].receives = self;
    peers[count].receives.sin_port = htons(receives);
    by_port[sends & 0xffff] = ++count;
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    uint8_t iv[SALT];
    size = sizeof from;
    ssize_t got = recvfrom(fd, packet, sizeof packet, 0, (struct sockaddr *)&from, &size);
    int sender = by_port[ntohs(from.sin_port)] - 1, payload = (int)got - HEADER - TAG;
    if (got < 0 || sender < 0 || payload < 0) continue;
    uint32_t roc = rollovers();
    nonce(0, roc, iv);
    EVP_DecryptInit_ex(in, NULL, NULL, NULL, iv);
    EVP_DecryptUpdate(in, NULL, &length, packet, HEADER);
    EVP_DecryptUpdate(in, plain, &length, packet + HEADER, payload);
    EVP_CIPHER_CTX_ctrl(in, EVP_CTRL_GCM_SET_TAG, TAG, packet + HEADER + payload);
    if (EVP_DecryptFinal_ex(in, plain, &length) != 1) continue;
    nonce(1, roc, iv);
    memcpy(sealed, packet, HEADER);
    for (int i = peers[sender].first; i < count && peers[i].room == peers[sender].room; i++) {
      if (i == sender || !peers[i].receives.sin_port) continue;
      EVP_EncryptInit_ex(out, NULL, NULL, NULL, iv);
      EVP_EncryptUpdate(out, NULL, &length, sealed, HEADER);
      EVP_EncryptUpdate(out, sealed + HEADER, &length, plain, payload);
      EVP_EncryptFinal_ex(out, sealed + HEADER + payload, &length);
      EVP_CIPHER_CTX_ctrl(out, EVP_CTRL_GCM_GET_TAG, TAG, sealed + HEADER + payload);
      sendto(fd, sealed, got, 0, (struct sockaddr *)&peers[i].receives, sizeof peers[i].receives);
    }
  }
}
